package viewcounter.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import viewcounter.browser.Chromium;
import viewcounter.browser.ChromiumWindow;
import viewcounter.checks.Check.Outcome;
import viewcounter.prose.GeneratedSection;
import viewcounter.site.HtmlUnitWindow;
import viewcounter.site.Site;
import viewcounter.site.Window;

/**
 * Carries out each attack on each step, and fails if one works that should not,
 * or the other way round. {@link AttackDemo} shows one at work.
 */
class AttacksTest {

  /** A story has to fit on a screen. */
  private static final int LONGEST_STORY = 45;

  private final Map<Attack, Map<Integer, Outcome>> seen = new TreeMap<>(
      ResultTable.STAIRCASE);
  private final Map<Attack, List<Attempt>> attempts = new TreeMap<>(
      ResultTable.STAIRCASE);

  @Test
  void a_real_browser_opens_the_windows_of_the_attacks() {
    Chromium.orSkip("the attacks are tried in HtmlUnit only");
  }

  @TestFactory
  Stream<DynamicTest> attacks() {
    Stream<DynamicTest> each = Attacks.ALL.stream()
        .flatMap(attack -> Site.STEPS.stream()
            .filter(step -> attack.on(step) != Outcome.DOES_NOT_APPLY)
            .map(step -> dynamicTest(name(attack, step),
                attack.source(), () -> check(attack, step))));
    Stream<DynamicTest> tables = Stream.of(
        dynamicTest("The table of attacks is what was seen", () ->
            GeneratedSection.holds("ATTACKS.md", "attacks",
                ResultTable.of(seen))),
        dynamicTest("The numbers in the README are what was seen", () ->
            GeneratedSection.holds("README.md", "attacks in short",
                ResultTable.inShort(seen))),
        dynamicTest("The story of each fits on a screen", () ->
            assertEquals(Map.of(), longStories())));
    return Stream.concat(each, tables);
  }

  private static String name(Attack attack, int step) {
    return "Step " + step + ": “" + attack.what() + "” "
        + (attack.on(step) == Outcome.WORKS ? "works here" : "fails");
  }

  private Map<String, Integer> longStories() {
    Map<String, Integer> lines = new TreeMap<>();
    attempts.forEach((attack, each) -> lines.put(attack.what(),
        AttackReport.lines(attack, Site.STEPS, each, false).size()));
    lines.values().removeIf(count -> count <= LONGEST_STORY);
    return lines;
  }

  private void check(Attack attack, int step) throws Exception {
    Attempt attempt = tryWith(attack, step, HtmlUnitWindow::new);
    attempts.computeIfAbsent(attack, key -> new ArrayList<>()).add(attempt);
    if (attempt.showedWindow() && Chromium.isThere()) {
      tryWith(attack, step, ChromiumWindow::new);
    }
  }

  private Attempt tryWith(Attack attack, int step, Supplier<Window> windows)
      throws Exception {
    Attempt attempt = Attempt.of(attack, step, windows);
    boolean worked = attempt.works();
    if (worked && attack.on(step) == Outcome.FAILS) {
      throw new AssertionError("Step " + step + ": “" + attack.what()
          + "” works, and must not: " + attack.why());
    }
    if (!worked && attack.on(step) == Outcome.WORKS) {
      throw new AssertionError("Step " + step + ": “" + attack.what()
          + "” does not work, but this step is there to show it");
    }
    seen.computeIfAbsent(attack, key -> new TreeMap<>())
        .put(step, worked ? Outcome.WORKS : Outcome.FAILS);
    return attempt;
  }
}
