package viewcounter.attacks;

import java.net.URI;
import java.util.List;
import java.util.Map;
import viewcounter.checks.Check;
import viewcounter.checks.Check.Outcome;
import viewcounter.site.Site;

/**
 * Something that must not happen on a finished site, and whether it can
 * happen on each of the five steps.
 *
 * <p>To add one, write {@code attack("…")} in the list of one of the classes
 * whose names end with Attacks, say for each step whether it works there, and
 * mark what stops it with a comment that begins with {@code guard:}; then run
 * AttacksTest and LessonsTest, and {@code ./course prose} for the tables.
 *
 * @param check what happens, and whether it does on each step
 * @param why why it must not
 * @param exempt why it does not apply to a step, for those that say so
 * @param lesson what the code has to do with it
 * @param page the title of the page of {@code ./course mallory} that does it
 *     to the reader's browser; null if none does
 * @param rows those of step 5's SECURITY.md that are met if it fails there
 * @param source where it is written down, for the IDE to go there
 */
public record Attack(Check check, String why, Map<Integer, String> exempt,
    Lesson lesson, String page, List<Integer> rows, URI source) {

  public static AttackDraft attack(String what) {
    return new AttackDraft(what);
  }

  /** A sentence that says what happens. */
  public String what() {
    return check.what();
  }

  /** Whether it works on a step. */
  public Outcome on(int step) {
    return check.on(step);
  }

  /** For each step, whether it works there. */
  public Map<Integer, Outcome> steps() {
    return check.steps();
  }

  /** The first step that it fails on because of its guard; 0 if on none. */
  public int guardedBy() {
    if (lesson.guard() == null) {
      return 0;
    }
    int module = lesson.guard().module();
    return Site.STEPS.stream().filter(step -> step >= module
        && on(step) == Outcome.FAILS).findFirst().orElse(module);
  }
}
