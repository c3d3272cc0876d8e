package viewcounter.attacks;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import viewcounter.attacks.Lesson.Guard;
import viewcounter.checks.Check.Outcome;
import viewcounter.story.StoryText;

/**
 * What an attack did on some steps, in words. Steps with the same story are
 * shown together.
 */
final class AttackReport {

  private static final int BOLD = 1;
  private static final int RED = 31;
  private static final int GREEN = 32;

  private final Attack attack;
  private final List<Attempt> attempts;
  private final boolean colours;
  private final List<String> lines = new ArrayList<>();

  private AttackReport(Attack attack, List<Attempt> attempts,
      boolean colours) {
    this.attack = attack;
    this.attempts = attempts;
    this.colours = colours;
  }

  /**
   * The lines of the report.
   *
   * @param steps those that were asked for, in their order
   * @param attempts those that were made
   */
  static List<String> lines(Attack attack, Collection<Integer> steps,
      List<Attempt> attempts, boolean colours) {
    return new AttackReport(attack, attempts, colours)
        .write(List.copyOf(steps));
  }

  private List<String> write(List<Integer> steps) {
    lines.addAll(StoryText.wrapped("", colour(BOLD, attack.what())));
    lines.addAll(StoryText.wrapped("", "Why it matters: "
        + attack.why() + "."));
    steps.stream().filter(step ->
        attack.on(step) == Outcome.DOES_NOT_APPLY).map(attack.exempt()::get)
        .distinct().forEach(reason -> exempt(reason, steps));
    for (int i = 0; i < attempts.size(); ) {
      int end = i + 1;
      while (end < attempts.size()
          && areAlike(attempts.get(i), attempts.get(end))) {
        end++;
      }
      tell(attempts.subList(i, end));
      i = end;
    }
    return lines;
  }

  private void exempt(String reason, List<Integer> steps) {
    lines.add("");
    lines.addAll(StoryText.wrapped("", names(steps.stream().filter(step ->
        reason.equals(attack.exempt().get(step))).toList())
        + ": not possible, " + reason + "."));
  }

  private void tell(List<Attempt> same) {
    Attempt first = same.get(0);
    boolean differ =
        same.stream().map(AttackReport::requests).distinct().count() > 1;
    lines.add("");
    lines.add(colour(BOLD, names(same.stream().map(Attempt::step).toList()))
        + (differ ? ", with the requests of step " + first.step() : ""));
    lines.addAll(StoryText.lines(first.story()));
    lines.add("  " + verdict(first) + guard(first));
  }

  private static List<Object> requests(Attempt attempt) {
    return attempt.story().stream().map(event ->
        (Object) event.request()).filter(each -> each != null).toList();
  }

  private static boolean areAlike(Attempt one, Attempt other) {
    return one.works() == other.works()
        && one.isAsExpected() == other.isAsExpected()
        && StoryText.outline(one.story())
            .equals(StoryText.outline(other.story()));
  }

  private String verdict(Attempt attempt) {
    return (attempt.works() ? colour(RED, "The attack works.")
        : colour(GREEN, "The attack fails."))
        + (attempt.isAsExpected() ? "" : attempt.works()
            ? " It should fail here."
            : " It should work here, to show the vulnerability.");
  }

  private String guard(Attempt attempt) {
    Guard guard = attack.lesson().guard();
    return attempt.works() || guard == null
        || attempt.step() < attack.guardedBy() ? ""
        : " What stops it is in " + guard.name() + ".";
  }

  private static String names(List<Integer> steps) {
    int first = steps.get(0);
    int last = steps.get(steps.size() - 1);
    return steps.size() == 1 ? "Step " + first
        : steps.size() == 2 ? "Steps " + first + " and " + last
        : last - first == steps.size() - 1
            ? "Steps " + first + " to " + last
            : steps.stream().map(String::valueOf)
                .collect(joining(", ", "Steps ", ""));
  }

  private String colour(int code, String text) {
    return colours ? "\033[" + code + "m" + text + "\033[0m" : text;
  }
}
