package viewcounter.exercises;

import java.io.PrintStream;
import java.util.List;
import viewcounter.checks.Check.Result;
import viewcounter.checks.Report;
import viewcounter.testing.StepProcess;

/**
 * Shows which exercises are solved, and what the others lack:
 * {@code ./course exercises}, or {@code ./course exercises 3} for a step.
 */
public final class Progress {

  private Progress() {}

  /** Prints it for all exercises. */
  public static void report(PrintStream out) {
    report(Exercises.ALL, out);
  }

  /** Prints it for those of a step. */
  public static void report(int step, PrintStream out) {
    report(Exercises.ALL.stream().filter(each -> each.step() == step).toList(),
        out);
  }

  /** Prints which are solved, and what has to happen in the next one. */
  static void report(List<Exercise> exercises, PrintStream out) {
    Report report = new Report(out);
    String next = null;
    for (Exercise exercise : exercises) {
      Result result = exercise.tryWith(StepProcess.QUICK_START);
      report.add(result, "step " + exercise.step() + ", " + exercise.name(),
          result.reason());
      next = next == null && !result.works() ? exercise.what() : next;
    }
    if (!report.end()) {
      out.println(System.lineSeparator() + next + ".");
    }
  }
}
