package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordPolicyTest {

  private static final String TOO_SHORT =
      "Please use at least 8 characters";
  private static final String TOO_LONG = "Please use at most 72 characters"
      + " (fewer if they are not plain English letters)";
  private static final String WELL_KNOWN =
      "Many people use this password: please choose another one";

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "horse74", "       ", "🍋🍋🍋🍋🍋🍋🍋"})
  void fewer_than_8_characters_are_too_short(String password) {
    assertEquals(TOO_SHORT, PasswordPolicy.violation(password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"horse742", "        ", "🍋🍋🍋🍋🍋🍋🍋🍋"})
  void eight_characters_are_enough(String password) {
    assertNull(PasswordPolicy.violation(password));
  }

  @ParameterizedTest
  @CsvSource({"a, 72, true", "a, 73, false", "é, 36, true", "é, 37, false",
      "李, 24, true", "李, 25, false", "🍋, 18, true", "🍋, 19, false"})
  void a_password_of_72_bytes_is_the_longest(String character, int times,
      boolean fits) {
    String password = character.repeat(times);
    assertEquals(fits, PasswordPolicy.fitsBcrypt(password));
    assertEquals(fits ? null : TOO_LONG, PasswordPolicy.violation(password));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\0horse742", "horse\000742", "horse742\0"})
  void a_NUL_is_reported(String password) {
    assertFalse(PasswordPolicy.fitsBcrypt(password));
    assertEquals("Please leave out the NUL character",
        PasswordPolicy.violation(password));
  }

  @Test
  void all_5000_common_passwords_are_rejected() {
    List<String> passwords = Pages.text("well-known-passwords.txt").lines()
        .filter(line -> !line.startsWith("# ")).toList();
    assertEquals(5000, passwords.size());
    for (String password : passwords) {
      assertEquals(WELL_KNOWN, PasswordPolicy.violation(password), password);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"PASSWORD", "ILoveYou"})
  void capital_letters_do_not_make_a_password_better(String password) {
    assertEquals(WELL_KNOWN, PasswordPolicy.violation(password));
  }

  @Test
  void nor_do_they_in_a_Turkish_locale() {
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr"));
      assertEquals(WELL_KNOWN, PasswordPolicy.violation("ILOVEYOU"));
    } finally {
      Locale.setDefault(before);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"two or three words", "ÄÖÜ äöü ß", "        x",
      "<script>&\"'", "no digits no capitals", "password "})
  void any_other_characters_are_accepted(String password) {
    assertNull(PasswordPolicy.violation(password));
  }
}
