package viewcounter.attacks;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import viewcounter.checks.Check.Outcome;
import viewcounter.site.HtmlUnitWindow;

/**
 * Carries attacks out, and tells their stories: {@code ./course attack
 * fixation} those of the attacks whose names have this word.
 */
public final class AttackDemo {

  private final PrintStream out;
  private final boolean colours;

  AttackDemo(PrintStream out, boolean colours) {
    this.out = out;
    this.colours = colours;
  }

  /** On standard output; in colour if that is a terminal that has some. */
  public static AttackDemo onTerminal() {
    System.setProperty("org.slf4j.simpleLogger.log.org.htmlunit", "error");
    return new AttackDemo(System.out, System.console() != null
        && System.getenv("NO_COLOR") == null
        && !"dumb".equals(System.getenv().getOrDefault("TERM", "dumb")));
  }

  /** Carries them out on these steps. */
  public void show(List<Attack> attacks, Collection<Integer> steps)
      throws Exception {
    for (Attack attack : attacks) {
      List<Attempt> attempts = new ArrayList<>();
      for (int step : steps) {
        if (attack.on(step) != Outcome.DOES_NOT_APPLY) {
          attempts.add(Attempt.of(attack, step, HtmlUnitWindow::new));
        }
      }
      AttackReport.lines(attack, steps, attempts, colours)
          .forEach(out::println);
      out.println();
    }
  }
}
