package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.Settings;
import viewcounter.passwords.BcryptHasher;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Browser;
import viewcounter.testing.CourseFolder;
import viewcounter.web.WebServer;

/** A data folder that an earlier version of step 5 has left. */
class EarlierDataTest {

  @TempDir
  Path data;

  @Test
  void jane_is_still_logged_in() throws IOException {
    Files.copy(CourseFolder.ROOT.resolve("step5-forms-secure/src/test"
        + "/resources/earlier/journal-1.jsonl"),
        data.resolve("journal-1.jsonl"));
    Dependencies outside = new Dependencies(new BcryptHasher(4),
        new AdjustableClock(Instant.parse("2026-11-29T23:40:00Z")),
        line -> {});
    try (WebServer server = App.start(new Settings(0, data), outside)) {
      Browser browser = new Browser(server.port());
      browser.cookies().put("__Host-session",
          "e02f495f276b3d564514b084396b0763c6403e21b544188767457f302e86cde5");
      String page = browser.sees("/");
      assertTrue(page.contains("has 2 views"), page);
      assertEquals(303, browser.submits("/logout").statusCode());
      assertEquals(302, browser.visits("/").statusCode());
    }
  }
}
