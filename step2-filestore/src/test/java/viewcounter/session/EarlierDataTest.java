package viewcounter.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.Settings;
import viewcounter.store.Store;
import viewcounter.store.StoreDump;
import viewcounter.store.Table;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Browser;
import viewcounter.testing.CourseFolder;
import viewcounter.web.WebServer;

/** A data folder that an earlier version of step 2 has left. */
class EarlierDataTest {

  private static final String ID =
      "ab79bb5348c0d116d02730bd6103d2ab3b23f8eef71d345df35db025f07c403d";

  @TempDir
  Path data;

  private static final Path EARLIER = CourseFolder.ROOT
      .resolve("step2-filestore/src/test/resources/earlier");

  /** It was killed when it had a checkpoint and a journal. */
  @Test
  void a_checkpoint_is_read_and_replaced() throws IOException {
    Files.copy(EARLIER.resolve("journal-2.jsonl"),
        data.resolve("journal-2.jsonl"));
    try (InputStream checkpoint = new GZIPInputStream(
        Files.newInputStream(EARLIER.resolve("checkpoint-2.mapdb.gz")))) {
      Files.copy(checkpoint, data.resolve("checkpoint-2.mapdb"));
    }
    String before = StoreDump.at(data);
    for (int round = 0; round < 2; round++) {
      try (Store store = Store.open(data)) {
        Table<User> users = store.table("users", User.class);
        assertEquals(40, users.keys(any -> true).size());
        assertEquals(new User("user7", 7), users.get("user7"));
        assertEquals(new User("user30", 31), users.get("user30"));
        assertEquals(new User("Zoë 🍋", 1), users.get("Zoë 🍋"));
        assertNull(users.get("user3"));
        assertEquals(Map.of("views", 3), store.table("sessions",
            SessionRecord.class).get(ID).attributes());
      }
      assertEquals(before, StoreDump.at(data));
    }
    assertTrue(Files.exists(data.resolve("checkpoint-3.mapdb")));
    assertFalse(Files.exists(data.resolve("checkpoint-2.mapdb")));
  }

  record User(String user, int views) {}

  @Test
  void a_browser_goes_on_counting() throws IOException {
    Files.copy(EARLIER.resolve("journal-1.jsonl"),
        data.resolve("journal-1.jsonl"));
    StoredSessions sessions = new StoredSessions(Store.open(data),
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
