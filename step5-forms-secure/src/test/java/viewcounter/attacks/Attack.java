package viewcounter.attacks;

import java.lang.StackWalker.StackFrame;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import viewcounter.site.Site;

/**
 * Something that must not happen on a finished site, and whether it can
 * happen on each of the five steps.
 *
 * @param what a sentence that says what happens
 * @param why why it must not
 * @param steps for each step, whether it happens there
 * @param exempt why it does not apply to a step, for those that say so
 * @param source where it is written down, for the IDE to go there
 */
public record Attack(String what, String why, Map<Integer, Outcome> steps,
    Map<Integer, String> exempt, URI source, Action action) {

  public enum Outcome { WORKS, CLOSED, DOES_NOT_APPLY }

  /** Tries it. */
  public interface Action {
    /** Whether it worked; throws if it could not even be tried. */
    boolean tryOn(Site site) throws Exception;
  }

  public static Draft attack(String what) {
    return new Draft(what);
  }

  public Outcome on(int step) {
    return steps.get(step);
  }

  /** An attack that is being written down. */
  public static final class Draft {
    private final String what;
    private final Map<Integer, Outcome> steps = new TreeMap<>();
    private final Map<Integer, String> exempt = new TreeMap<>();
    private final URI source = StackWalker.getInstance().walk(calls ->
        calls.filter(call -> !call.getClassName().startsWith(
            Attack.class.getName())).findFirst().map(Draft::line).get());
    private String why;

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
      return set(Outcome.CLOSED, onSteps);
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

    Attack by(Action action) {
      if (why == null || !steps.keySet().equals(Site.STEPS)) {
        throw new IllegalStateException(
            "A reason or a step is missing: " + what);
      }
      return new Attack(what, why, steps, exempt, source, action);
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
