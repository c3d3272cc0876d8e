package viewcounter.trace;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonPrimitive;
import com.google.gson.JsonSerializer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes values fit to be shown: nobody can use an id that they see. */
final class Masking {

  /**
   * An id, or a hash by bcrypt: its kind and cost are not cut. Words with
   * hyphens, such as same-origin-allow-popups, are neither.
   */
  private static final Pattern LONG = Pattern.compile(
      "(?<kind>\\$2a\\$\\d\\d\\$)[./0-9A-Za-z]{53}"
          + "|(?!([A-Za-z]{1,12}-)+[A-Za-z]{1,12}(?![0-9A-Za-z._-]))"
          + "[0-9A-Za-z._-]{24,}");
  private static final int SHOWN = 8;

  /** What a terminal may obey, also without an ESC, and what is invisible. */
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private static final Gson JSON = new GsonBuilder().disableHtmlEscaping()
      .registerTypeAdapter(String.class, (JsonSerializer<String>)
          (text, type, context) -> new JsonPrimitive(masked(text)))
      .create();

  private Masking() {}

  /** The JSON of a record, whose texts are masked. */
  static String json(Object value) {
    return JSON.toJson(value);
  }

  /** The text, with the beginning of each long word in it only. */
  static String masked(String text) {
    return LONG.matcher(visible(text)).replaceAll(found -> {
      String kind = found.group(1) == null ? "" : found.group(1);
      return Matcher.quoteReplacement(
          found.group().substring(0, kind.length() + SHOWN) + "...");
    });
  }

  /** The text, without what is invisible or does something. */
  static String visible(String text) {
    return CONTROLS.matcher(text).replaceAll("?");
  }
}
