package viewcounter.attacks;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class BehavioursTest {

  @TestFactory
  Stream<DynamicTest> behaviours() {
    return Behaviours.ALL.stream().flatMap(behaviour ->
        behaviour.steps().stream().sorted().map(step ->
            dynamicTest("Step " + step + ": " + behaviour.what(), () -> {
              try (OwnSite site = new OwnSite(step, HtmlUnitWindow::new)) {
                behaviour.deed().tryOn(site);
              }
            })));
  }
}
