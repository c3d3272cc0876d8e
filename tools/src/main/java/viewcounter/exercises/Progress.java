package viewcounter.exercises;

import java.io.PrintStream;
import java.util.List;
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

  /** Prints which are solved, and what is next. */
  static void report(List<Exercise> exercises, PrintStream out) {
    Exercise next = null;
    int solved = 0;
    for (Exercise exercise : exercises) {
      String missing = exercise.missing(StepProcess.QUICK_START);
      out.println((missing == null ? "solved  " : "open    ") + "step "
          + exercise.step() + "  " + exercise.name());
      if (missing == null) {
        solved++;
      } else {
        out.println("        " + missing);
        next = next == null ? exercise : next;
      }
    }
    out.println();
    out.println(solved + " of " + exercises.size() + " solved. " + (next
        == null ? "Well done!" : "The next one is " + next.name() + ":"));
    if (next != null) {
      out.println();
      out.println(next.what() + ".");
    }
  }
}
