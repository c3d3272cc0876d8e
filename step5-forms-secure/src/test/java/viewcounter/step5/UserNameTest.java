package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserNameTest {

  private static final String EMPTY = "Please choose a username";
  private static final String UNSEEN =
      "Please use only letters, digits and symbols that can be seen";

  private static final String DIRECTIONS = "With letters that are written from"
      + " right to left, please use no others, and digits only at the end";

  @ParameterizedTest
  @CsvSource(ignoreLeadingAndTrailingWhitespace = false, delimiter = '|',
      value = {
      "  jane\t|jane",
      "\u3000jane\u2003|jane",
      "jane doe|jane doe",
      "ann  lee|ann lee",
      "ann\u00A0\u2003lee|ann lee",
      "Zoe\u0308|Zo\u00EB",
      "a\"b<c>d|a_b_c_d",
      "<\">|___",
      "12345678901234567890|12345678901234567890",
      "123456789012345678901|12345678901234567890",
      "1234567890123456789 x|1234567890123456789",
      " 12345678901234567890|12345678901234567890",
      "🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋|"
          + "🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋🍋",
      "1234567890123456789q\u0301|1234567890123456789",
      "1234567890123456789🇩🇪|1234567890123456789",
      "1234567890123456789👍🏽|1234567890123456789",
      "👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀|👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀👩‍🚀"})
  void a_name_is_trimmed_cleaned_and_truncated_to_20_characters(String typed,
      String shown) {
    assertEquals(shown, UserName.of(typed).shown());
  }

  @ParameterizedTest
  @CsvSource({"Zoë, zoë", "Zoë, ZOË", "Zoë, Zoe\u0308",
      "Zoë, Zoe\uFE0F\u0308", "jane, ja\u200Dne", "jane, jane\uFE00",
      "jane, jane\uFE0F", "ΣΊΣΥΦΟΣ, σίσυφος", "σίσυφοσ, σίσυφος",
      "straße, STRASSE", "ann lee, ann  lee", "ann lee, ann\u3000lee",
      "jane, ｊａｎｅ", "jane, 𝐉𝐚𝐧𝐞"})
  void names_that_look_alike_are_one_account(String one, String other) {
    assertEquals(UserName.of(one).key(), UserName.of(other).key());
  }

  @ParameterizedTest
  @CsvSource(ignoreLeadingAndTrailingWhitespace = false, delimiter = '|',
      value = {"bob|bob \u200D", "bob|\u200D bob", "a b|a \u200D b",
          "a b|a \uFE0F b", "straße|STRA\u1E9EE", "mike|mi\u0307ke",
          "jo|j\u0307o", "\u03B9|\u037A", "a \u0308|a \u00A8",
          "a_|a\uFF1C", "\u1ECB|\u1ECB\u0307", "\u012F|\u012F\u0307",
          "\u1ECB|i\u0307\u0323", "\u0458|\u0458\u0307",
          "\u0456|\u0456\u0307", "a\u20DD|a\u20DD\u20DD",
          "ze\u0301|z\u00E9\u0301", "\u0237\u0307|j",
          "\uD835\uDEA5\u0307|j", "ab\u03C2 d|ab\u03C3 d"})
  void names_that_differ_in_what_cannot_be_seen_are_one_account(String one,
      String other) {
    assertEquals(UserName.of(one).key(), UserName.of(other).key());
  }

  @ParameterizedTest
  @CsvSource({"\u05D01, 1\u05D0", "\u0628\u06281, 1\u0628\u0628",
      "a\u05D01, a1\u05D0", "\u05D0(\u05D1), (\u05D1)\u05D0",
      "\u05D02*1, 1*2\u05D0", "\u05D01$+2, \u05D02+1$",
      "\u07CA1, 1\u07CA"})
  void of_two_names_that_look_alike_by_direction_one_is_accepted_at_most(
      String one, String other) {
    assertNotEquals(UserName.of(one).key(), UserName.of(other).key());
    assertTrue(DIRECTIONS.equals(UserName.of(one).hint())
        || DIRECTIONS.equals(UserName.of(other).hint()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u05D0a", "a\u05D0", "1\u05D0", "(\u05D0)",
      "\u05D0$1", "\u05D01\u05D0", "\u0663+\u0664"})
  void a_name_of_two_directions_gets_a_hint(String name) {
    assertEquals(DIRECTIONS, UserName.of(name).hint());
  }

  @ParameterizedTest
  @CsvSource({"jane, jan", "jane, jané", "jane, ja ne", "jane, j\u0430ne",
      "jane, jane\uFE10", "jane, jane\uFDFD", "a_b, a-b",
      "a\u0307, a", "jani\u0301, jani", "jan\u0308e, jane"})
  void names_that_look_different_are_two_accounts(String one, String other) {
    assertNotEquals(UserName.of(one).key(), UserName.of(other).key());
  }

  @Test
  void a_name_is_shown_in_its_own_capitals_and_found_in_any() {
    assertEquals(new UserName("JaNe", "jane"), UserName.of("JaNe"));
  }

  @Test
  void the_locale_makes_no_difference() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals("iris", UserName.of("IRIS").key());
      assertEquals("iris", UserName.of("iris").key());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void a_clean_name_stays_as_it_is() {
    for (String name : List.of("Zoë", "a_b", "👩‍🚀", "O'Neil & Co", "李",
        "x", "❤\uFE0F", "jane doe", "\u0E19\u0E34", "10 (a) 2", "7",
        "\u05D0\u05D1", "\u05D0'\u05D1 \u05D2", "\u05D0\u05D185",
        "\u05D0_85", "\u0633\u0644\u0627\u0645 \u0667", "\u0667")) {
      assertEquals(name, UserName.of(name).shown());
      assertNull(UserName.of(name).hint(), name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u3000", "\t\r\n", "\u200D",
      "\uFE00\uFE0F"})
  void an_empty_name_gets_a_hint(String name) {
    assertEquals(EMPTY, UserName.of(name).hint());
  }

  @Test
  void a_letter_with_too_many_accents_leaves_an_empty_name() {
    assertEquals(EMPTY, UserName.of("a" + "\u0301\u0316".repeat(20)).hint());
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "a\r\nb", "a\0", "a\u007Fb", // control characters
      "a\u2028b", "a\u2029b", // separators of lines
      "a\uD800", // half a character
      "a\u0378", // none that Unicode knows
      "\uE000", // whatever somebody takes it for
      "a\u200Bb", "a\u202Eb", "a\u200Cb", "a\u00ADb", // for layout only
      "a\u034F", "a\u115F", "a\u1160", "a\u2800", "a\u3164", "a\uFFA0",
      "a\uFFFD", "a\u2800b", "a\uFFFCb", "a\uD834\uDD59", // without ink
      "a\u17B4", "a\u17B5b", "a\u180B", "a\u180F", "a\uDB40\uDD00",
      "a\uDB40\uDDEFb", // choose a form of the letter before
      "o\u0338", "l\u0335", "zed\u0336", "a\u20D2", "a\u20EB"}) // strokes
  void a_name_with_an_unclear_character_gets_a_hint(String name) {
    assertEquals(UNSEEN, UserName.of(name).hint());
  }
}
