package viewcounter.spec;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import viewcounter.site.HtmlUnitWindow;
import viewcounter.site.LocalSite;

class BehavioursTest {

  @TestFactory
  Stream<DynamicTest> behaviours() {
    return Behaviours.ALL.stream().flatMap(behaviour ->
        behaviour.steps().stream().sorted().map(step ->
            dynamicTest("Step " + step + ": " + behaviour.what(), () -> {
              try (LocalSite site = new LocalSite(step, HtmlUnitWindow::new)) {
                behaviour.action().tryOn(site);
              }
            })));
  }
}
