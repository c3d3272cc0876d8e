package viewcounter.step5;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user name in the one form that it has at sign-up and at login alike: much
 * as a nickname of RFC 8266 (PRECIS), but with emoji.
 *
 * @param shown how it is shown: Unicode NFC, trimmed, with single spaces, a
 *     quotation mark or an angle bracket as an underscore, at most 20 code
 *     points, and no letter cut from its accents
 * @param key what two names are the same by, whatever their case or font:
 *     Unicode NFKC in small letters
 */
record UserName(String shown, String key) {

  static final int LENGTH = 20;

  /** What joins emoji and chooses their form: no difference to the eye. */
  private static final String JOINERS = "[\u200D\uFE00-\uFE0F]";

  /** Neither letter, mark, number, sign nor space. */
  private static final String CONTROLS = "[\\p{C}\\p{Z}&&[^ \u200D]]";

  /** What Unicode calls Default_Ignorable, but for the joiners. */
  private static final String IGNORABLE = "[\u034F\u115F\u1160\u17B4\u17B5"
      + "\u180B-\u180F\u3164\uFFA0\\x{E0000}-\\x{E0FFF}]";

  /** Letters and signs without ink, and what stands for bad UTF-8. */
  private static final String BLANKS =
      "[\u2800\uFFFC\uFFFD\\x{13441}\\x{13442}\\x{16FE4}\\x{1D159}]";

  private static final Pattern UNSEEN =
      Pattern.compile(CONTROLS + "|" + IGNORABLE + "|" + BLANKS);
  private static final Pattern GRAPHEME_CLUSTER = Pattern.compile("\\X");

  static UserName of(String typed) {
    String name = Normalizer.normalize(typed, Form.NFC)
        .replaceAll("\\p{Zs}+", " ").strip().replaceAll("[\"<>]", "_");
    String shown = beginningOf(name).strip();
    String key = nfkc(shown.replaceAll(JOINERS, ""));
    // upper case first: some letters have two small forms, as sigma has
    return new UserName(shown, nfkc(
        key.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT)));
  }

  /** What is wrong with it, for the person who typed it; null if nothing. */
  String hint() {
    if (key.isEmpty()) {
      return "Please choose a username";
    }
    return UNSEEN.matcher(shown).find()
        ? "Please use only letters, digits and signs that can be seen" : null;
  }

  /** As many whole grapheme clusters (Unicode UAX 29) as are short enough. */
  private static String beginningOf(String name) {
    Matcher cluster = GRAPHEME_CLUSTER.matcher(name);
    int end = 0;
    while (cluster.find()
        && name.codePointCount(0, cluster.end()) <= LENGTH) {
      end = cluster.end();
    }
    return name.substring(0, end);
  }

  private static String nfkc(String text) {
    return Normalizer.normalize(text, Form.NFKC);
  }
}
