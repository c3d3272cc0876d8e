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

  /** What joins emoji and chooses their form: no difference to the eye. */
  private static final String JOINERS = "[\u200D\uFE00-\uFE0F]";

  /** Letters without ink, and what stands for that which was no UTF-8. */
  private static final String BLANKS =
      "\u034F\u115F\u1160\u2800\u3164\uFFA0\uFFFD";

  static UserName of(String typed) {
    String name = nfc(typed).strip().replaceAll("[\"<>]", "_");
    int[] characters = name.codePoints().limit(LENGTH).toArray();
    String shown = new String(characters, 0, characters.length).strip();
    // upper case first: some letters have two small forms, as sigma has
    String key = shown.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return new UserName(shown, nfc(key.replaceAll(JOINERS, "")));
  }

  /** What is wrong with it, for the person who typed it; null if nothing. */
  String hint() {
    if (key.isEmpty()) {
      return "Please choose a username";
    }
    return shown.codePoints().allMatch(UserName::isVisible) ? null
        : "Please use only letters, digits and signs that can be seen";
  }

  private static boolean isVisible(int character) {
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.SURROGATE,
          Character.PARAGRAPH_SEPARATOR, Character.UNASSIGNED,
          Character.PRIVATE_USE -> false;
      case Character.SPACE_SEPARATOR -> character == ' ';
      case Character.FORMAT -> character == 0x200D; // joins emoji
      default -> BLANKS.indexOf(character) < 0;
    };
  }

  private static String nfc(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFC);
  }
}
