package viewcounter.bench;

import java.util.ArrayList;
import java.util.List;

/** What was measured, and which targets were met. */
final class Report {

  private final StringBuilder tables = new StringBuilder();
  private final List<String> targets = new ArrayList<>();

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

  /** What a reader has to know about the table. */
  void note(String sentence) {
    say("");
    say(sentence);
  }

  /** Compares a ratio with what its median has to be at least. */
  void atLeast(double target, Spread ratio, String what) {
    target(what, "at least " + text(target), text(ratio.median()),
        toMax(ratio), ratio.median() >= target);
  }

  /** Compares a ratio with what its median has to stay under. */
  void under(double target, Spread ratio, String what) {
    target(what, "under " + text(target), text(ratio.median()), toMax(ratio),
        ratio.median() < target);
  }

  /** Compares a time with what it has to stay under. */
  void underMillis(double target, double millis, String what) {
    target(what, "under " + text(target) + " ms", text(millis) + " ms", "",
        millis < target);
  }

  /** Compares two numbers that have to be the same. */
  void same(long counted, long answered, String what) {
    target(what, "exactly 1", counted == answered ? "1"
        : "%.6f".formatted((double) counted / answered),
        "%,d / %,d".formatted(counted, answered), counted == answered);
  }

  private void target(String what, String target, String measured,
      String turns, boolean met) {
    targets.add("| " + String.join(" | ", what, target, measured, turns,
        met ? "yes" : "**no**") + " |\n");
  }

  String targets() {
    return "| | target | measured | turns | met |\n|---|---|---|---|---|\n"
        + String.join("", targets);
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
