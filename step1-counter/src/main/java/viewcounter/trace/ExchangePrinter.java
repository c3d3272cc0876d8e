package viewcounter.trace;

import java.util.Locale;
import java.util.function.Consumer;
import viewcounter.trace.Exchange.Change;
import viewcounter.trace.Exchange.Session;
import viewcounter.trace.Exchange.SessionState;

/** Prints exchanges for people, with long values truncated, without times. */
public final class ExchangePrinter {

  private final Consumer<String> out;
  private final boolean colours;

  ExchangePrinter(Consumer<String> out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /**
   * On standard output, in colour if that is a terminal with colours. While it
   * is paused, nobody waits for it.
   */
  public static ExchangePrinter onTerminal() {
    return new ExchangePrinter(new PrintQueue(System.out)::print,
        System.console() != null && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb")));
  }

  /** Prints an exchange in a single call, so that no other mixes in. */
  public void print(Exchange exchange) {
    StringBuilder text = new StringBuilder();
    text.append(colour(1, Masking.masked(exchange.method() + " "
        + exchange.path()))).append('\n');
    exchange.received("Cookie").forEach(cookie ->
        line(text, "Cookie", cookie));
    line(text, "session", words(exchange.session()));
    for (Change change : exchange.changes()) {
      line(text, "stored", change.table() + " " + change.key() + " "
          + (change.json() == null ? "removed" : change.json()));
    }
    exchange.sent("Set-Cookie").forEach(cookie ->
        line(text, "Set-Cookie", cookie));
    text.append(label("answered")).append(colour(
        exchange.status() < 400 ? 32 : 31, "" + exchange.status()));
    out.accept(text.append('\n').toString());
  }

  private static String words(Session session) {
    return session == null ? null : session.state() == SessionState.UNKNOWN
        ? "none for this cookie"
        : session.state().name().toLowerCase(Locale.ROOT);
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
    return Masking.masked(value.replaceAll("(\"\\w+\":\\d{13},)+", "...,"));
  }

  private String colour(int code, String text) {
    return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
