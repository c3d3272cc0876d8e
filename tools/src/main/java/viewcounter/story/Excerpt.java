package viewcounter.story;

import java.util.regex.Pattern;
import viewcounter.testing.Browser;

/** What a story shows of a text that may be long, or hard to read. */
final class Excerpt {

  private static final int SHOWN = 8; // of a long value
  private static final int LONGEST_PAGE = 60;
  private static final int LONGEST_TEXT = 70;
  private static final Pattern LONG = Pattern.compile("[0-9A-Za-z._-]{24,}");

  /** What cannot be seen, or changes what is beside it. */
  private static final Pattern UNSEEN = Pattern.compile(
      "[\\p{C}\\p{M}\\p{Z}\u17B4\u180B&&[^ ]]|(?<= ) ");

  private Excerpt() {}

  /** The words of a page that matter. */
  static String ofPage(String page) {
    String line = Browser.wordsOf(page).lines().findFirst().orElse("")
        .replaceFirst("^[45]\\d\\d ", ""); // the status, once more
    line = page.contains("<html") ? unescaped(line) : line;
    return shown(line.length() <= LONGEST_PAGE ? line
        : line.substring(0, LONGEST_PAGE) + "...");
  }

  /** As a browser shows it. */
  private static String unescaped(String html) {
    return html.replace("&#61;", "=").replace("&#39;", "'")
        .replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&");
  }

  /** With long values cut, such as those of cookies. */
  static String cut(String text) {
    return shortened(LONG.matcher(text).replaceAll(value ->
        value.group().substring(0, SHOWN)));
  }

  /** Its end may matter as much as its beginning. */
  private static String shortened(String text) {
    return text.length() <= LONGEST_TEXT ? text
        : text.substring(0, LONGEST_TEXT / 3) + "..."
            + text.substring(text.length() - LONGEST_TEXT / 3);
  }

  /** As a terminal can show it, and a reader see it. */
  static String shown(String text) {
    return UNSEEN.matcher(shortened(text)).replaceAll(found ->
        String.format("<U+%04X>", found.group().codePointAt(0)));
  }
}
