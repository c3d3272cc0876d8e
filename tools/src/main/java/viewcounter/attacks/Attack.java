package viewcounter.attacks;

import java.lang.StackWalker.StackFrame;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import viewcounter.attacks.Lesson.Guard;
import viewcounter.checks.Check;
import viewcounter.checks.Check.Action;
import viewcounter.checks.Check.Kind;
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

  public static Draft attack(String what) {
    return new Draft(what);
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

  /** An attack that is being written down. */
  public static final class Draft {
    private final String what;
    private final Map<Integer, Outcome> steps = new TreeMap<>();
    private final Map<Integer, String> exempt = new TreeMap<>();
    private final URI source = StackWalker.getInstance().walk(calls ->
        calls.filter(call -> !call.getClassName().startsWith(
            Attack.class.getName())).findFirst().map(Draft::line).get());
    private final List<String> wrongFixes = new ArrayList<>();
    private final List<Integer> rows = new ArrayList<>();
    private String why;
    private String letIn;
    private Guard guard;
    private String page;

    private Draft(String what) {
      this.what = what;
    }

    private static URI line(StackFrame call) {
      return URI.create("class:" + call.getClassName() + "?line="
          + call.getLineNumber());
    }

    Draft works(int... onSteps) {
      return set(Outcome.WORKS, onSteps);
    }

    Draft closed(int... onSteps) {
      return set(Outcome.FAILS, onSteps);
    }

    Draft doesNotApply(String reason, int... onSteps) {
      for (int step : onSteps) {
        exempt.put(step, reason);
      }
      return set(Outcome.DOES_NOT_APPLY, onSteps);
    }

    Draft because(String reason) {
      why = reason;
      return this;
    }

    /** Where a step's App lets it in, by words of the comment there. */
    Draft letInAt(String words) {
      letIn = words;
      return this;
    }

    /** What stops it, by the comment there that begins with "guard:". */
    Draft stoppedAt(String marker) {
      guard = new Guard(marker, null);
      return this;
    }

    /** It works again if this is done to the code that stops it. */
    Draft unless(UnaryOperator<String> change) {
      guard = new Guard(guard.marker(), change);
      return this;
    }

    Draft unlessRemoved() {
      return unless(code -> "");
    }

    /** It works again with this instead; if it ends with {, before the body. */
    Draft unlessReplacedBy(String instead) {
      return unless(code -> instead + (instead.endsWith("{")
          ? code.substring(code.indexOf("{\n") + 1) : ""));
    }

    /** Adds what several attacks have in common. */
    Draft with(UnaryOperator<Draft> common) {
      return common.apply(this);
    }

    /** A fix that does not stop it: a test of WrongFixesTest. */
    Draft despite(String wrongFix) {
      wrongFixes.add(wrongFix);
      return this;
    }

    /** A page of Mallory's site does it, on steps 4 and 5. */
    Draft onPage(String title) {
      page = title;
      return this;
    }

    /** If it fails on step 5, it shows that these rows of SECURITY.md hold. */
    Draft shows(Integer... ofTheTable) {
      rows.addAll(List.of(ofTheTable));
      return this;
    }

    Attack by(Action action) {
      if (why == null || !steps.keySet().equals(Site.STEPS)) {
        throw new IllegalStateException(
            "A reason or a step is missing: " + what);
      }
      return new Attack(new Check(Kind.ATTACK, what, steps, action), why,
          exempt, new Lesson(letIn, guard, List.copyOf(wrongFixes)), page,
          List.copyOf(rows), source);
    }

    private Draft set(Outcome outcome, int... onSteps) {
      for (int step : onSteps) {
        if (steps.put(step, outcome) != null) {
          throw new IllegalStateException("Step " + step + " twice: " + what);
        }
      }
      return this;
    }
  }
}
