package viewcounter.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.Settings;
import viewcounter.store.Store;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Browser;
import viewcounter.web.WebServer;

/** A data folder that an earlier version of step 2 has left. */
class EarlierDataTest {

  private static final String ID =
      "ab79bb5348c0d116d02730bd6103d2ab3b23f8eef71d345df35db025f07c403d";

  @TempDir
  Path data;

  @Test
  void a_browser_goes_on_counting() throws IOException {
    Files.copy(Path.of("src/test/resources/earlier/journal-1.jsonl"),
        data.resolve("journal-1.jsonl"));
    SessionStore sessions = new SessionStore(Store.open(data),
        SessionPolicy.DEFAULT,
        new AdjustableClock(Instant.parse("2026-11-30T00:00:00Z")));
    assertEquals(Map.of("views", 2), sessions.load(ID).attributes());
    try (WebServer server = new WebServer(new Settings(0, data), sessions)) {
      server.http().get("/", (request, response) -> {
        int views = request.session().attribute("views");
        request.session().attribute("views", views + 1);
        return "Views: " + request.session().attribute("views");
      });
      server.start();
      Browser browser = new Browser(server.port());
      browser.cookies().put("session_cookie", ID);
      assertEquals("Views: 3", browser.sees("/"));
      assertEquals("Views: 4", browser.sees("/"));
    }
  }
}
