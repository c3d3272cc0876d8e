package viewcounter.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.openqa.selenium.chrome.ChromeDriver;

/** Checks with axe whether people who do not see well can use a page. */
public final class Axe {

  private Axe() {}

  /** Fails if it finds something in the page that a browser shows now. */
  public static void findsNothingIn(ChromeDriver browser) throws IOException {
    try (InputStream script = Axe.class.getResourceAsStream("/axe.min.js")) {
      browser.executeScript(new String(script.readAllBytes(), UTF_8));
    }
    assertEquals(List.of(), browser.executeAsyncScript("""
        let done = arguments[0];
        axe.run().then(found => done(found.violations.map(each => each.id
            + ': ' + each.nodes.map(node => node.html).join(' | '))));"""));
  }
}
