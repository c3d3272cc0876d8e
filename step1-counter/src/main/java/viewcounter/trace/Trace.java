package viewcounter.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import spark.Request;
import spark.Response;
import spark.Service;
import spark.Session;

/**
 * Shows each exchange on the terminal: the request, the cookie that came, its
 * session, what was changed in the store, the cookie that went out, and the
 * status. Long values are cut; times, and what follows a question mark, are
 * not shown.
 */
public final class Trace {

  /** An id, or a hash by bcrypt: its kind and cost are not cut. */
  private static final Pattern LONG = Pattern.compile(
      "(?<kind>\\$2a\\$\\d\\d\\$)[./0-9A-Za-z]{53}|[0-9A-Za-z._-]{24,}");
  private static final boolean COLOUR = System.console() != null
      && System.getenv("NO_COLOR") == null
      && !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb"));

  private static final ThreadLocal<List<String>> CHANGES =
      ThreadLocal.withInitial(ArrayList::new);
  private static volatile boolean on;

  private Trace() {}

  /** From now on, shows what the service answers. */
  public static void show(Service http) {
    on = true;
    http.afterAfter(Trace::print);
  }

  /** Whether it is of use to note changes. */
  public static boolean isOn() {
    return on;
  }

  /** Notes a change that the request under way has made; null: removed. */
  public static void changed(String table, String key, String json) {
    CHANGES.get().add(table + " " + key + " "
        + (json == null ? "removed" : json));
  }

  private static void print(Request request, Response response) {
    int status = response.status();
    boolean answered = status != 200 || response.body() != null;
    StringBuilder text = new StringBuilder();
    text.append(colour(1, request.requestMethod() + " "
        + request.raw().getRequestURI()
        + (request.queryString() == null ? "" : "?..."))).append('\n');
    line(text, "cookie came", request.headers("Cookie"));
    line(text, "session", sessionOf(request));
    CHANGES.get().forEach(change -> line(text, "stored", change));
    CHANGES.remove();
    response.raw().getHeaders("Set-Cookie")
        .forEach(cookie -> line(text, "cookie sent", cookie));
    text.append(label("answered")).append(!answered ? "no such page"
        : colour(status < 400 ? 32 : 31, "" + status)).append('\n');
    System.out.print(text);
  }

  private static String sessionOf(Request request) {
    boolean asked = request.raw().getRequestedSessionId() != null;
    Session session = request.session(false);
    if (session != null) {
      return session.isNew() ? "begun" : "found";
    }
    boolean ended = CHANGES.get().stream().anyMatch(change ->
        change.startsWith("sessions ") && change.endsWith(" removed"));
    return ended ? "ended" : asked ? "none by this cookie" : null;
  }

  private static void line(StringBuilder text, String name, String value) {
    if (value != null) {
      text.append(label(name)).append(shortened(value)).append('\n');
    }
  }

  private static String label(String name) {
    return "  " + colour(36, "%-11s".formatted(name)) + " ";
  }

  private static String shortened(String value) {
    String line = value.replaceAll("\\p{Cntrl}", "?")
        .replaceAll("(\"\\w+\":\\d{13},)+", "...,"); // times
    return LONG.matcher(line).replaceAll(
        found -> Matcher.quoteReplacement(found.group().substring(0,
            found.group(1) == null ? 8 : 15) + "..."));
  }

  private static String colour(int code, String text) {
    return COLOUR ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
