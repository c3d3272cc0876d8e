package viewcounter.step5;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A user name in the one form that it has at sign-up and at login alike.
 *
 * @param shown how it is shown: Unicode NFC, trimmed, a quotation mark or an
 *     angle bracket as an underscore, at most 20 characters
 * @param key what two names are the same by, whatever their case
 */
record UserName(String shown, String key) {

  static final int LENGTH = 20;

  static UserName of(String typed) {
    String name = nfc(typed).strip().replaceAll("[\"<>]", "_");
    int[] characters = name.codePoints().limit(LENGTH).toArray();
    String shown = new String(characters, 0, characters.length).strip();
    // upper case first: some letters have two small forms, as sigma has
    return new UserName(shown,
        nfc(shown.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)));
  }

  /** What is wrong with it, for the person who typed it; null if nothing. */
  String hint() {
    if (shown.isEmpty()) {
      return "Please choose a user name";
    }
    return shown.codePoints().allMatch(UserName::isVisible) ? null
        : "Please use only letters, digits and signs that can be seen";
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.SURROGATE,
          Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED,
          Character.PRIVATE_USE -> false;
      case Character.FORMAT -> character == 0x200D; // joins emoji
      default -> character != 0xFFFD; // stands for what was no UTF-8
    };
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
