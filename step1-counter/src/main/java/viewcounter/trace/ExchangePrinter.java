package viewcounter.trace;

import java.io.PrintStream;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import viewcounter.trace.Exchange.Change;
import viewcounter.trace.Exchange.SessionState;

/**
 * Prints exchanges for people. Long values are cut; times, and what follows a
 * question mark, are not shown.
 */
public final class ExchangePrinter {

  /** An id, or a hash by bcrypt: its kind and cost are not cut. */
  private static final Pattern LONG = Pattern.compile(
      "(?<kind>\\$2a\\$\\d\\d\\$)[./0-9A-Za-z]{53}|[0-9A-Za-z._-]{24,}");
  private static final int SHOWN = 8;

  /** What a terminal may obey, also without an ESC, and what is invisible. */
  private static final Pattern CONTROLS =
      Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

  private final PrintStream out;
  private final boolean colours;

  public ExchangePrinter(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** On standard output; in colour if that is a terminal that has some. */
  public static ExchangePrinter onTerminal() {
    return new ExchangePrinter(System.out, System.console() != null
        && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb")));
  }

  /** Prints an exchange at once, so that no other one gets in between. */
  public void print(Exchange exchange) {
    StringBuilder text = new StringBuilder();
    text.append(colour(1, harmless(exchange.method() + " " + exchange.path())
        + (exchange.query() == null ? "" : "?..."))).append('\n');
    line(text, "cookie came", exchange.cookie());
    line(text, "session", words(exchange.session()));
    for (Change change : exchange.changes()) {
      line(text, "stored", change.table() + " " + change.key() + " "
          + (change.json() == null ? "removed" : change.json()));
    }
    exchange.cookiesSent().forEach(cookie ->
        line(text, "cookie sent", cookie));
    text.append(label("answered")).append(colour(
        exchange.status() < 400 ? 32 : 31, "" + exchange.status()));
    out.print(text.append('\n'));
  }

  private static String words(SessionState session) {
    return session == null ? null : session == SessionState.UNKNOWN
        ? "none by this cookie" : session.name().toLowerCase(Locale.ROOT);
  }

  private void line(StringBuilder text, String name, String value) {
    if (value != null) {
      text.append(label(name)).append(shortened(value)).append('\n');
    }
  }

  private String label(String name) {
    return "  " + colour(36, "%-11s".formatted(name)) + " ";
  }

  private static String shortened(String value) {
    String line = harmless(value)
        .replaceAll("(\"\\w+\":\\d{13},)+", "...,"); // times
    return LONG.matcher(line).replaceAll(found -> {
      String kind = found.group(1) == null ? "" : found.group(1);
      return Matcher.quoteReplacement(
          found.group().substring(0, kind.length() + SHOWN) + "...");
    });
  }

  private static String harmless(String text) {
    return CONTROLS.matcher(text).replaceAll("?");
  }

  private String colour(int code, String text) {
    return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
