package viewcounter.attacks;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import viewcounter.attacks.Attack.Outcome;
import viewcounter.step5.Chromium;

class AttacksTest {

  static final List<Attack> ALL = Stream.of(MemoryAttacks.ALL,
      IdentityAttacks.ALL, PasswordAttacks.ALL, SessionAttacks.ALL,
      CrossSiteAttacks.ALL, ScriptAttacks.ALL, HeaderAttacks.ALL)
      .flatMap(List::stream).toList();

  @AfterAll
  static void closeTheBrowser() {
    ChromiumWindow.quit();
  }

  @TestFactory
  Stream<DynamicTest> attacks() {
    return ALL.stream().flatMap(attack -> Site.STEPS.stream().sorted()
        .filter(step -> attack.on(step) != Outcome.DOES_NOT_APPLY)
        .map(step -> dynamicTest("Step " + step + ": " + attack.what() + ": "
            + (attack.on(step) == Outcome.WORKS ? "works" : "closed"),
            () -> check(attack, step))));
  }

  private static void check(Attack attack, int step) throws Exception {
    boolean windows = tryWith(attack, step, HtmlUnitWindow::new);
    if (windows && Chromium.isThere()) {
      tryWith(attack, step, ChromiumWindow::new);
    }
  }

  private static boolean tryWith(Attack attack, int step,
      Supplier<Window> windows) throws Exception {
    try (OwnSite site = new OwnSite(step, windows)) {
      boolean worked = attack.deed().tryOn(site);
      if (worked && attack.on(step) == Outcome.CLOSED) {
        throw new AssertionError("Step " + step + ": “" + attack.what()
            + "” works, and must not: " + attack.why());
      }
      if (!worked && attack.on(step) == Outcome.WORKS) {
        throw new AssertionError("Step " + step + ": “" + attack.what()
            + "” does not work, but this step is there to show it");
      }
      return site.showedWindow();
    }
  }
}
