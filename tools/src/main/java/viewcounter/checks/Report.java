package viewcounter.checks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import viewcounter.checks.Check.Result;

/** Prints how checks went, a line each, and what is to be done next. */
public final class Report {

  private final PrintStream out;
  private final List<String> open = new ArrayList<>();
  private int good;

  public Report(PrintStream out) {
    this.out = out;
  }

  /** Prints a line before those that follow. */
  public void title(String words) {
    out.println(words);
  }

  /** Prints how a check went, with the reason if it did not work. */
  public void add(Result result) {
    add(result, result.check().what(), result.reason());
  }

  /** The same, with another name and reason; null if there is none. */
  public void add(Result result, String name, String reason) {
    out.println("  %-8s %s".formatted(result.verdict(), name));
    if (reason != null) {
      out.println("             " + reason);
    }
    if (result.isGood()) {
      good++;
    } else if (!result.isLeftOut()) {
      open.add(name);
    }
  }

  /** Prints how many went well; whether all did. */
  public boolean end() {
    out.println(System.lineSeparator() + good + " of "
        + (good + open.size()) + (open.isEmpty() ? ". All done!"
            : "; next: " + open.get(0)));
    return open.isEmpty();
  }
}
