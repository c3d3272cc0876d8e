package viewcounter.session;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.session.SessionData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spark.Service;
import spark.Session;
import viewcounter.launch.Settings;
import viewcounter.step2.App;
import viewcounter.store.file.FaultyDisk;
import viewcounter.store.Store;
import viewcounter.store.Stored;
import viewcounter.store.Table;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Browser;
import viewcounter.testing.TestServer;
import viewcounter.web.SessionPolicy;
import viewcounter.web.WebServer;

/** How a session is saved, loaded, and ends. */
class SessionStoreTest {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  @Test
  void an_attribute_that_would_come_back_as_something_else_is_rejected() {
    List<Object> values = List.of(LocalDate.now(), 5L, 0.5f, 'c',
        List.of(5L), Map.of(1, "a key that is no text"),
        Map.of("a", List.of(new Object())));
    server.running().http().get("/set/:n", (request, response) -> {
      request.session().attribute("odd",
          values.get(Integer.parseInt(request.params("n"))));
      return "never said";
    });
    Browser browser = server.newBrowser();
    browser.sees("/");
    for (int i = 0; i < values.size(); i++) {
      assertEquals(500, browser.visits("/set/" + i).statusCode(),
          values.get(i).toString());
    }
    assertEquals("Views: 2", browser.sees("/"));
  }

  @Test
  void an_attribute_comes_back_as_it_was() {
    Map<String, Object> value = Map.of("list", List.of(1, 0.5, true, "text"),
        "whole", 5.0, "map", Map.of("a", List.of()));
    Service http = server.running().http();
    http.get("/set", (request, response) -> {
      request.session().attribute("odd", value);
      return "set";
    });
    http.get("/same", (request, response) ->
        value.equals(request.session().attribute("odd")));
    Browser browser = server.newBrowser();
    assertEquals("set", browser.sees("/set"));
    assertEquals("true", browser.sees("/same"));
  }

  @Test
  void an_unused_session_ends_after_its_idle_time_and_leaves_the_store(
      @TempDir Path data) {
    assertEndsAfter(Duration.ofMinutes(5), data,
        new SessionPolicy("c", false, Duration.ofMinutes(5),
            Duration.ofDays(1)));
  }

  @Test
  void a_session_ends_after_its_absolute_time_and_leaves_the_store(
      @TempDir Path data) {
    assertEndsAfter(Duration.ofMinutes(5), data,
        new SessionPolicy("c", false, Duration.ofDays(1),
            Duration.ofMinutes(5)));
  }

  @ParameterizedTest
  @CsvSource({"299999, 0, true", "300000, 0, false", "299999, 299999, true",
      "599999, 300000, true", "599999, 599999, true",
      "600000, 600000, false"})
  void it_ends_after_5_minutes_without_use_and_10_in_all(long now,
      long lastUsed, boolean alive, @TempDir Path data) throws Exception {
    AdjustableClock clock = new AdjustableClock();
    long begun = clock.millis();
    try (Store store = Store.open(data)) {
      SessionStore sessions = new SessionStore(store, new SessionPolicy("c",
          false, Duration.ofMinutes(5), Duration.ofMinutes(10)), clock);
      store.table("sessions", StoredSession.class).put("id",
          new StoredSession(begun, begun + lastUsed, begun, Map.of()));
      store.begin().awaitSaved();
      clock.move(Duration.ofMillis(now));
      assertEquals(alive, sessions.doExists("id"));
      assertEquals(Set.of(), sessions.doCheckExpired(Set.of("id"), 0));
      assertEquals(alive ? Set.of("id") : Set.of(),
          Stored.keys(store, "sessions"));
    }
  }

  @ParameterizedTest
  @CsvSource({"true, "
      + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      "false, abc"})
  void with_secure_cookies_it_is_stored_under_a_hash_of_its_id(
      boolean secure, String key, @TempDir Path data) throws Exception {
    AdjustableClock clock = new AdjustableClock();
    long now = clock.millis();
    try (Store store = Store.open(data)) {
      SessionStore sessions = new SessionStore(store, new SessionPolicy("c",
          secure, Duration.ofMinutes(5), Duration.ofMinutes(10)), clock);
      sessions.doStore("abc", new SessionInUse(new SessionData("abc", "/", "",
          now, now, now, -1), null), 0);
      assertEquals(Set.of(key), Stored.keys(store, "sessions"),
          "SHA-256 of abc, FIPS 180-2, appendix B.1");
      assertEquals(key, sessions.keyOf("abc"));
      Map<String, String> all = new TreeMap<>();
      sessions.forEach((table, each, json) -> all.put(table, each));
      assertEquals(Map.of("sessions", key), all);
      assertTrue(sessions.doExists("abc"));
      assertFalse(sessions.doExists("other"));
      assertTrue(sessions.delete("other"));
      assertTrue(sessions.doExists("abc"));
      assertTrue(sessions.delete("abc"));
      assertFalse(sessions.doExists("abc"));
    }
  }

  private static void assertEndsAfter(Duration time, Path data,
      SessionPolicy rules) {
    AdjustableClock clock = new AdjustableClock();
    Store store = Store.open(data);
    SessionStore sessions = new SessionStore(store, rules, clock);
    Settings settings = new Settings(0, data);
    try (WebServer server = new WebServer(settings, sessions)) {
      server.http().get("/", (request, response) -> {
        Session session = request.session();
        session.attribute("user", "jane");
        return session.isNew() ? "new" : "known";
      });
      server.start();
      Browser browser = new Browser(server.port());
      assertEquals("new", browser.sees("/"));
      String id = browser.cookies().get("c");
      clock.move(time.minusMinutes(1));
      assertEquals("known", browser.sees("/"));
      sessions.doCheckExpired(Set.of(), 0);
      assertTrue(sessions.doExists(id));

      clock.move(time);
      assertFalse(sessions.doExists(id));
      sessions.doCheckExpired(Set.of(), 0);
      assertEquals(Set.of(), Stored.keys(store, "sessions"));
      assertEquals("new", browser.sees("/"));
    }
  }

  @Test
  void a_session_that_is_only_read_is_saved_once_a_minute(
      @TempDir Path data) throws Exception {
    AdjustableClock clock = new AdjustableClock();
    SessionPolicy rules = SessionPolicy.DEFAULT;
    Store store = Store.open(data);
    Table<StoredSession> table = store.table("sessions", StoredSession.class);
    long begun = clock.millis();
    table.put("id",
        new StoredSession(begun, begun, begun, Map.of("user", "jane")));
    try (WebServer server = new WebServer(new Settings(0, data),
        new SessionStore(store, rules, clock))) {
      server.http().get("/", (request, response) ->
          request.session().attribute("user") + " "
              + table.get("id").accessed());
      server.start();
      Browser browser = new Browser(server.port());
      browser.cookies().put(rules.cookie(), "id");
      assertEquals("jane " + begun, browser.sees("/"));
      clock.move(Duration.ofSeconds(50));
      assertEquals("jane " + begun, browser.sees("/"));
      assertEquals(begun, table.get("id").accessed());
      clock.move(Duration.ofSeconds(10));
      assertEquals("jane " + begun, browser.sees("/"));
      assertEquals(begun + 60_000, table.get("id").accessed(),
          "It was saved before the response");
    }
  }

  @Test
  void a_session_that_cannot_be_read_is_replaced_by_a_new_one() {
    Browser browser = server.newBrowser();
    browser.sees("/");
    server.stop();
    try (Store store = Store.open(server.data())) {
      Table<String[]> sessions = store.table("sessions", String[].class);
      sessions.put(browser.cookies().get("session_cookie"),
          new String[] {"not", "a", "session"});
    }
    server.start();
    Browser again = server.newBrowser().withCookiesOf(browser);
    assertEquals("Views: 1", again.sees("/"));
    assertEquals("Views: 2", again.sees("/"));
  }

  @Test
  void a_failed_save_is_answered_with_500_until_it_works_again(
      @TempDir Path data) {
    FaultyDisk disk = new FaultyDisk();
    SessionStore sessions = new SessionStore(disk.open(data));
    try (WebServer server = new WebServer(new Settings(0, data), sessions)) {
      server.http().get("/set/:value", (request, response) -> {
        request.session().attribute("value", request.params("value"));
        return "saved";
      });
      server.http().get("/get", (request, response) ->
          request.session().attribute("value"));
      server.http().get("/leave", (request, response) -> {
        request.session().invalidate();
        return "bye";
      });
      server.start();
      Browser browser = new Browser(server.port());
      assertEquals("saved", browser.sees("/set/1"));

      disk.fail();

      assertEquals(500, browser.visits("/set/2").statusCode());
      assertEquals("1", browser.sees("/get"));
      assertEquals(500, browser.visits("/leave").statusCode());
      assertEquals("1", browser.sees("/get"));
      assertEquals(500, new Browser(server.port()).visits("/set/3")
          .statusCode());
      awaitEmptyCacheOf(sessions);

      disk.work();
      assertEquals("saved", browser.sees("/set/4"));
      assertEquals("4", browser.sees("/get"));
    }
  }

  @Test
  void visitors_who_never_return_leave_nothing_in_memory(@TempDir Path data) {
    SessionStore sessions = new SessionStore(Store.open(data));
    try (WebServer server = new WebServer(new Settings(0, data), sessions)) {
      List<Integer> inMemory = new CopyOnWriteArrayList<>();
      server.http().get("/", (request, response) -> {
        request.session().attribute("user", "jane");
        inMemory.add(sessions.cache.size());
        return "seen";
      });
      server.start();
      for (int i = 0; i < 200; i++) {
        assertEquals("seen", new Browser(server.port()).sees("/"));
      }
      awaitEmptyCacheOf(sessions);
      assertTrue(Collections.max(inMemory) > 0, "Sessions were not counted");
    }
  }

  private static void awaitEmptyCacheOf(SessionStore sessions) {
    await("sessions in memory").atMost(10, SECONDS)
        .until(() -> sessions.cache.size(), is(0));
  }
}
