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

/** An attack that is being written down. */
public final class AttackDraft {

  private final String what;
  private final Map<Integer, Outcome> steps = new TreeMap<>();
  private final Map<Integer, String> exempt = new TreeMap<>();
  private final URI source = StackWalker.getInstance().walk(calls ->
      calls.filter(call -> !call.getClassName().startsWith(
          Attack.class.getName())).findFirst().map(AttackDraft::line).get());
  private final List<String> wrongFixes = new ArrayList<>();
  private final List<Integer> rows = new ArrayList<>();
  private String why;
  private String letIn;
  private Guard guard;
  private String page;

  AttackDraft(String what) {
    this.what = what;
  }

  private static URI line(StackFrame call) {
    return URI.create("class:" + call.getClassName() + "?line="
        + call.getLineNumber());
  }

  AttackDraft works(int... onSteps) {
    return set(Outcome.WORKS, onSteps);
  }

  AttackDraft closed(int... onSteps) {
    return set(Outcome.FAILS, onSteps);
  }

  AttackDraft doesNotApply(String reason, int... onSteps) {
    for (int step : onSteps) {
      exempt.put(step, reason);
    }
    return set(Outcome.DOES_NOT_APPLY, onSteps);
  }

  AttackDraft needsLogin() {
    return doesNotApply("there is no login yet", 1, 2);
  }

  AttackDraft needsPasswords() {
    return doesNotApply("there are no passwords yet", 1, 2, 3);
  }

  AttackDraft because(String reason) {
    why = reason;
    return this;
  }

  /** Where a step's App lets it in, by words of the comment there. */
  AttackDraft letInAt(String words) {
    letIn = words;
    return this;
  }

  /** What stops it, by the comment there that begins with "guard:". */
  AttackDraft stoppedAt(String marker) {
    guard = new Guard(marker, null);
    return this;
  }

  /** It works again if this is done to the code that stops it. */
  AttackDraft unless(UnaryOperator<String> change) {
    guard = new Guard(guard.marker(), change);
    return this;
  }

  AttackDraft unlessRemoved() {
    return unless(code -> "");
  }

  /** It works again with this instead; if it ends with {, before the body. */
  AttackDraft unlessReplacedBy(String instead) {
    return unless(code -> instead + (instead.endsWith("{")
        ? code.substring(code.indexOf("{\n") + 1) : ""));
  }

  /** Adds what several attacks have in common. */
  AttackDraft with(UnaryOperator<AttackDraft> common) {
    return common.apply(this);
  }

  /** A fix that does not stop it: a test of WrongFixesTest. */
  AttackDraft despite(String wrongFix) {
    wrongFixes.add(wrongFix);
    return this;
  }

  /** A page of Mallory's site does it, on steps 4 and 5. */
  AttackDraft onPage(String title) {
    page = title;
    return this;
  }

  /** If it fails on step 5, it shows that these rows of SECURITY.md hold. */
  AttackDraft shows(Integer... ofTheTable) {
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

  private AttackDraft set(Outcome outcome, int... onSteps) {
    for (int step : onSteps) {
      if (steps.put(step, outcome) != null) {
        throw new IllegalStateException("Step " + step + " twice: " + what);
      }
    }
    return this;
  }
}
