package viewcounter.attacks;

import static java.util.stream.Collectors.joining;

import java.util.Comparator;
import java.util.Map;
import viewcounter.checks.Check.Outcome;
import viewcounter.site.Site;

/** What the attacks did, as a table for people. */
final class ResultTable {

  /** What is fixed first comes first, so that the table looks like stairs. */
  static final Comparator<Attack> STAIRCASE =
      Comparator.comparingInt(ResultTable::lastStepWhereItWorks)
          .thenComparingInt(Attacks.ALL::indexOf);

  private static final int NOWHERE = 9;

  private ResultTable() {}

  /** @param seen for each attack, in this order, what was seen on a step */
  static String of(Map<Attack, Map<Integer, Outcome>> seen) {
    String table = "| what happens | 1 | 2 | 3 | 4 | 5 |\n"
        + "|---|---|---|---|---|---|\n" + seen.entrySet().stream()
        .filter(each -> each.getValue().containsValue(Outcome.WORKS))
        .map(each -> row(each.getKey().what(), each.getValue()))
        .collect(joining());
    String nowhere = seen.entrySet().stream()
        .filter(each -> !each.getValue().containsValue(Outcome.WORKS))
        .map(each -> "- " + each.getKey().what() + "\n")
        .collect(joining());
    return table + "\n<details><summary>What was tried as well, and failed"
        + " wherever it was tried</summary>\n\n" + nowhere + "\n</details>\n";
  }

  /** How many were seen to work on each step. */
  static String inShort(Map<Attack, Map<Integer, Outcome>> seen) {
    return "| step | 1 | 2 | 3 | 4 | 5 |\n|---|---|---|---|---|---|\n"
        + Site.STEPS.stream().map(step -> seen.values().stream()
            .filter(each -> each.get(step) == Outcome.WORKS).count() + "")
            .collect(joining(" | ", "| attacks that work | ", " |\n"));
  }

  private static String row(String what, Map<Integer, Outcome> steps) {
    return Site.STEPS.stream().map(step -> cell(steps.get(step)))
        .collect(joining(" | ", "| " + what + " | ", " |\n"));
  }

  private static String cell(Outcome outcome) {
    return outcome == null ? "" : outcome == Outcome.WORKS ? "**yes**" : "no";
  }

  private static int lastStepWhereItWorks(Attack attack) {
    return attack.steps().entrySet().stream()
        .filter(step -> step.getValue() == Outcome.WORKS)
        .mapToInt(Map.Entry::getKey).max().orElse(NOWHERE);
  }
}
