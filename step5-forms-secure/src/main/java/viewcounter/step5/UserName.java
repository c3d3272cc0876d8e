package viewcounter.step5;

import java.text.Bidi;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A user name, normalised at sign-up and login alike: much like a nickname of
 * RFC 8266 (PRECIS), but with emoji.
 *
 * @param shown the name to show: Unicode NFC, trimmed, with single spaces,
 *     underscores instead of quotation marks and angle brackets, and at most 20
 *     code points, without splitting a character
 * @param key the same for names that differ only in case, font or marks that
 *     one cannot tell apart: Unicode NFKC in lower case
 */
public record UserName(String shown, String key) {

  static final int LENGTH = 20;

  /** They join emoji or choose their form: invisible by themselves. */
  private static final String JOINERS = "[\u200D\uFE00-\uFE0F]";

  /** Control characters, and separators other than the space. */
  private static final String CONTROLS = "[\\p{C}\\p{Z}&&[^ \u200D]]";

  /** What Unicode calls Default_Ignorable, except the joiners. */
  private static final String IGNORABLE = "[\u034F\u115F\u1160\u17B4\u17B5"
      + "\u180B-\u180F\u3164\uFFA0\\x{E0000}-\\x{E0FFF}]";

  /** Letters and symbols without ink, and what replaces invalid UTF-8. */
  private static final String BLANKS =
      "[\u2800\uFFFC\uFFFD\\x{13441}\\x{13442}\\x{16FE4}\\x{1D159}]";

  /** With these, an o looks like the letter \u00F8, and so on. */
  private static final String STROKES =
      "[\u0334-\u0338\u20D2\u20D3\u20D8-\u20DA\u20E5\u20E6\u20EA\u20EB]";

  /** A dot in place of the letter's own dot. */
  private static final String DOT = "(?<=[ij\u0249\u0268\u029D\u03F3\u0456"
      + "\u0458\u1D96]\\p{Mn}{0,99})\u0307";

  /** A mark, once more. */
  private static final String REPEATED_MARK = "([\\p{Mn}\\p{Me}])(?=\\1)";

  /** European and Arabic digits at the end: only one order looks so. */
  private static final String LAST_DIGITS =
      "[0-9\u0660-\u0669\u06F0-\u06F9]+$";

  private static final Pattern UNCLEAR =
      Pattern.compile(String.join("|", CONTROLS, IGNORABLE, BLANKS, STROKES));
  private static final Pattern GRAPHEME_CLUSTER = Pattern.compile("\\X");

  public static UserName of(String typed) {
    String name = cleaned(Normalizer.normalize(typed, Form.NFC));
    String shown = beginningOf(name).strip();
    String seen = nfkc(shown.replaceAll(JOINERS, ""));
    // twice, as the capital sharp s becomes a small one, and that becomes ss
    String marked = Normalizer.normalize(caseless(caseless(seen)), Form.NFKD);
    String distinct = marked.replaceAll(DOT, "")
        .replaceAll(REPEATED_MARK, "");
    return new UserName(shown, cleaned(nfkc(distinct)));
  }

  private static String cleaned(String text) {
    return text
        .replaceAll("\\p{Zs}+", " ").strip() // guard: invisible character
        .replaceAll("[\"<>]", "_"); // guard: second-order injection
  }

  /** Upper case first: the small sharp s, for one, is SS there. */
  private static String caseless(String text) {
    return text.replace('\u0237', 'j') // dotless, without a capital
        .toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT) // guard: Jane, jane
        .replace('\u03C2', '\u03C3'); // the sigma at the end of a word
  }

  /** A hint on what is wrong, for whoever typed it; null if nothing is. */
  public String hint() {
    if (key.isEmpty()) {
      return "Please choose a username";
    }
    if (UNCLEAR.matcher(shown).find()) {
      return "Please use only letters, digits and symbols that can be seen";
    }
    return hasOneDirection() ? null : "With letters that are written from right"
        + " to left, please use no others, and digits only at the end";
  }

  /** Or two names, such as \u05D0 and 1 in either order, look the same. */
  private boolean hasOneDirection() {
    int digits = shown.replaceFirst(LAST_DIGITS, "").length();
    return new Bidi(shown, Bidi.DIRECTION_LEFT_TO_RIGHT).getRunLimit(0)
        >= digits;
  }

  /** As many whole grapheme clusters (Unicode UAX 29) as fit. */
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
