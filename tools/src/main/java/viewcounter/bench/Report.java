package viewcounter.bench;

import java.util.ArrayList;
import java.util.List;
import viewcounter.bench.Series.Turn;

/** What was measured, and how one thing compares with another. */
final class Report {

  /** The columns of a table of series. */
  static final String[] RATES =
      {"", "requests/s", "p50 ms", "p99 ms", "server µs", "clients µs"};

  private final StringBuilder tables = new StringBuilder();
  private final List<String> comparisons = new ArrayList<>();

  /** Begins a table. */
  void table(String title, String... columns) {
    say("");
    say("### " + title);
    say("");
    say("| " + String.join(" | ", columns) + " |");
    say("|---".repeat(columns.length) + "|");
  }

  /** A row of it; numbers as text. */
  void row(Object... cells) {
    say("| " + String.join(" | ", List.of(cells).stream()
        .map(Report::text).toList()) + " |");
  }

  /** A row of {@link #RATES}. */
  void row(String what, Series series) {
    row(what, series.spread(Turn::rate), series.spread(Turn::p50).median(),
        series.spread(Turn::p99).median(),
        series.spread(Turn::server).median(),
        series.spread(Turn::clients).median());
  }

  /** What a reader has to know about the table. */
  void note(String sentence) {
    say("");
    say(sentence);
  }

  /** Compares the rates of two series, and what a request takes. */
  void compare(String what, Series one, Series other) {
    compare("requests/s: " + what, one.over(other, Turn::rate),
        one.over(other, Turn::server));
  }

  /** Compares what has no processor time. */
  void compare(String what, Spread ratio) {
    compare(what, ratio, null);
  }

  private void compare(String what, Spread ratio, Spread time) {
    comparisons.add("| " + String.join(" | ", what, text(ratio.median()),
        ratio.min() == ratio.max() ? "" : toMax(ratio),
        time == null ? "" : text(time.median())) + " |\n");
  }

  /** Compares two numbers that have to be the same. */
  void same(long counted, long answered, String what) {
    comparisons.add("| " + String.join(" | ", what, counted == answered ? "1"
        : "**%.6f**".formatted((double) counted / answered),
        "%,d / %,d".formatted(counted, answered), "") + " |\n");
  }

  String comparisons() {
    return "| | ratio | turns | processor time |\n|---|---|---|---|\n"
        + String.join("", comparisons);
  }

  String tables() {
    return tables.toString();
  }

  private void say(String line) {
    System.out.println(line);
    tables.append(line).append('\n');
  }

  private static String text(Object cell) {
    return cell instanceof Spread spread ? text(spread.median()) + " ("
        + toMax(spread) + ")"
        : !(cell instanceof Double number) ? cell.toString()
        : number >= 100 ? "%,.0f".formatted(number)
        : number >= 10 ? "%.1f".formatted(number)
        : "%.2f".formatted(number);
  }

  private static String toMax(Spread spread) {
    return text(spread.min()) + " to " + text(spread.max());
  }
}
