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

  /** Compares a ratio with what it has to be at least. */
  void atLeast(double target, double ratio, String what) {
    target("at least " + text(target), ratio, ratio >= target, what);
  }

  /** Compares a ratio with what it has to stay under. */
  void under(double target, double ratio, String what) {
    target("under " + text(target), ratio, ratio < target, what);
  }

  private void target(String target, double ratio, boolean met,
      String what) {
    targets.add("| " + what + " | " + target + " | " + text(ratio) + " | "
        + (met ? "yes" : "**no**") + " |\n");
  }

  String targets() {
    return "| | target | measured | met |\n|---|---|---|---|\n"
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
    return !(cell instanceof Double number) ? cell.toString()
        : number >= 100 ? "%,.0f".formatted(number)
        : number >= 10 ? "%.1f".formatted(number)
        : "%.2f".formatted(number);
  }
}
