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
        behaviour.steps().keySet().stream().map(step ->
            dynamicTest("Step " + step + ": " + behaviour.what(), () ->
                behaviour.tryOn(() -> new LocalSite(step, HtmlUnitWindow::new))
                    .orThrow())));
  }
}
