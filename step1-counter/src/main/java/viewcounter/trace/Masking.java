package viewcounter.trace;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Masks values before they are shown, so that nobody can use an id. */
final class Masking {

  /**
   * An id, or a bcrypt hash, whose kind and cost stay. Words with hyphens, such
   * as same-origin-allow-popups, are neither.
   */
  private static final Pattern LONG = Pattern.compile(
      "(?<kind>\\$2a\\$\\d\\d\\$)[./0-9A-Za-z]{53}"
          + "|(?!([A-Za-z]{1,12}-)+[A-Za-z]{1,12}(?![0-9A-Za-z._-]))"
          + "[0-9A-Za-z._-]{24,}");
  private static final int SHOWN = 8;

  /** What a terminal may interpret, even without ESC, or is invisible. */
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping()
      .registerTypeAdapter(String.class, (JsonSerializer<String>)
          (text, type, context) -> new JsonPrimitive(masked(text)))
      .create();

  private Masking() {}

  /** The JSON of a record, with its texts masked. */
  static String json(Object value) {
    return JSON.toJson(value);
  }

  /** The text, with each id and hash in it truncated. */
  static String masked(String text) {
    return LONG.matcher(visible(text)).replaceAll(found -> {
      String kind = found.group(1) == null ? "" : found.group(1);
      return Matcher.quoteReplacement(
          found.group().substring(0, kind.length() + SHOWN) + "...");
    });
  }

  /** The text, with control and invisible characters replaced. */
  static String visible(String text) {
    return CONTROLS.matcher(text).replaceAll("?"); // guard: terminal injection
  }
}
