package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InputTest {

  @Test
  void a_name_is_trimmed_cleaned_and_cut_at_20_characters() {
    assertEquals("jane", UserName.of("  jane\t").shown());
    assertEquals("Zo\u00EB", UserName.of("Zoe\u0308").shown());
    assertEquals("a_b_c_d", UserName.of("a\"b<c>d").shown());
    assertEquals("12345678901234567890",
        UserName.of("123456789012345678901").shown());
    assertEquals("🍋".repeat(20), UserName.of("🍋".repeat(21)).shown());
    assertEquals("1234567890123456789",
        UserName.of("1234567890123456789 x").shown());
  }

  @Test
  void names_that_look_alike_are_one_account() {
    List<String> names = List.of("Zoë", "zoë", " ZOË ", "Zoe\u0308");
    for (String name : names) {
      assertEquals(UserName.of(names.get(0)).key(), UserName.of(name).key());
    }
    assertEquals(UserName.of("jane").key(),
        UserName.of("ja\u200Dne\uFE0F").key());
    assertEquals(UserName.of("ΣΊΣΥΦΟΣ").key(), UserName.of("σίσυφος").key());
    assertEquals(UserName.of("σίσυφοσ").key(), UserName.of("σίσυφος").key());
  }

  @Test
  void the_computers_language_makes_no_other_name() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(new Locale.Builder().setLanguage("tr").build());
      assertEquals("iris", UserName.of("IRIS").key());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void a_clean_name_stays_as_it_is() {
    for (String name : List.of("Zoë", "a_b", "👩‍🚀", "O'Neil & Co", "李")) {
      assertEquals(name, UserName.of(name).shown());
      assertNull(UserName.of(name).hint());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\u3000", "a\r\nb", "a\0", "a\u202Eb",
      "a\u200Bb", "\u00A0a\u00A0b", "a\u3164", "\u2800", "\u200D",
      "\uFFFD", "a\u2028b", "\uE000"})
  void a_name_that_cannot_be_seen_gets_a_hint(String name) {
    assertNotNull(UserName.of(name).hint());
  }

  @Test
  void a_password_has_8_characters_or_more() {
    assertNotNull(PasswordPolicy.violation("horse74"));
    assertNull(PasswordPolicy.violation("horse742"));
    assertNotNull(PasswordPolicy.violation("🍋".repeat(7)));
    assertNull(PasswordPolicy.violation("🍋".repeat(8)));
    assertNotNull(PasswordPolicy.violation(""));
  }

  @Test
  void a_password_has_72_bytes_or_less_and_is_never_cut() {
    assertNull(PasswordPolicy.violation("a".repeat(71) + "b"));
    assertNotNull(PasswordPolicy.violation("a".repeat(72) + "b"));
    assertNull(PasswordPolicy.violation("é".repeat(36)));
    assertNotNull(PasswordPolicy.violation("é".repeat(36) + "a"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"password", "PASSWORD", "12345678", "iloveyou",
      "qwertyuiop", "sunshine"})
  void a_well_known_password_gets_a_hint(String password) {
    assertNotNull(PasswordPolicy.violation(password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"two or three words", "ÄÖÜ äöü ß", "        x",
      "<script>&\"'", "no digits no capitals"})
  void any_character_may_be_in_a_password(String password) {
    assertNull(PasswordPolicy.violation(password));
  }

  @Test
  void a_nul_in_a_password_gets_a_hint() {
    assertNotNull(PasswordPolicy.violation("horse\0horse"));
  }
}
