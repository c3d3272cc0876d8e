package viewcounter.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import spark.Service;
import spark.Session;
import viewcounter.launch.Settings;
import viewcounter.step2.App;
import viewcounter.store.Store;
import viewcounter.store.Stored;
import viewcounter.store.Table;
import viewcounter.store.file.FaultyDisk;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Browser;
import viewcounter.testing.Concurrently;
import viewcounter.testing.TestServer;
import viewcounter.web.WebServer;

/** How a session is saved, loaded, and ends. */
class StoredSessionsTest {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  @Test
  void an_attribute_that_would_not_come_back_is_rejected_when_it_is_set() {
    List<Object> values = List.of(LocalDate.now(), 5L, 0.5f, 'c',
        List.of(5L), Map.of(1, "a key that is no text"), Double.NaN,
        List.of(Double.POSITIVE_INFINITY), nested(99),
        Map.of("a", nested(98)), "\ud800", Map.of("\udc00", 1),
        Map.of("a", List.of(new Object())));
    server.running().http().get("/set/:n", (request, response) -> {
      assertThrows(IllegalArgumentException.class, () ->
          request.session().attribute("odd",
              values.get(Integer.parseInt(request.params("n")))));
      return "" + request.session().attribute("odd");
    });
    Browser browser = server.newBrowser();
    browser.sees("/");
    for (int i = 0; i < values.size(); i++) {
      assertEquals("null", browser.sees("/set/" + i),
          values.get(i).toString());
    }
    assertEquals("Views: 2", browser.sees("/"));
  }

  /** Lists within lists. */
  private static Object nested(int lists) {
    Object value = 1;
    for (int i = 0; i < lists; i++) {
      value = List.of(value);
    }
    return value;
  }

  @Test
  void an_attribute_comes_back_as_it_was() {
    Map<String, Object> value = Map.of("list", List.of(1, 0.5, true, "text"),
        "whole", 5.0, "map", Map.of("a", List.of()), "deep", nested(97),
        "zero", -0.0, "large", 1e300, "pair", "\ud83c\udf4b");
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
    server.restart();
    server.running().http().get("/same", (request, response) ->
        value.equals(request.session().attribute("odd")));
    assertEquals("true", server.newBrowser().withCookiesOf(browser)
        .sees("/same"));
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
      long lastUsed, boolean alive, @TempDir Path data) {
    AdjustableClock clock = new AdjustableClock();
    long begun = clock.millis();
    try (Store store = Store.open(data)) {
      StoredSessions sessions = new StoredSessions(store, new SessionPolicy("c",
          false, Duration.ofMinutes(5), Duration.ofMinutes(10)), clock);
      sessions.save("id", null,
          new SessionRecord(begun, begun + lastUsed, Map.of()));
      store.begin().awaitSaved();
      clock.move(Duration.ofMillis(now));
      assertEquals(alive, sessions.load("id") != null);
      store.removeExpired();
      assertEquals(alive ? Set.of("id") : Set.of(),
          Stored.keys(store, "sessions"));
    }
  }

  @ParameterizedTest
  @CsvSource({"true, "
      + "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      "false, abc"})
  void with_secure_cookies_it_is_stored_under_a_hash_of_its_id(
      boolean secure, String key, @TempDir Path data) {
    SessionPolicy policy = new SessionPolicy("c", secure,
        Duration.ofMinutes(5), Duration.ofMinutes(10));
    assertEquals(key, policy.keyOf("abc"),
        "SHA-256 of abc, FIPS 180-2, appendix B.1");
    try (Store store = Store.open(data)) {
      WebSession session = new WebSession("abc",
          new StoredSessions(store, policy, new AdjustableClock()));
      session.save(0);
      assertEquals(Set.of(key), Stored.keys(store, "sessions"));
      session.invalidate();
      assertEquals(Set.of(), Stored.keys(store, "sessions"));
    }
  }

  private static void assertEndsAfter(Duration time, Path data,
      SessionPolicy rules) {
    AdjustableClock clock = new AdjustableClock();
    Store store = Store.open(data);
    StoredSessions sessions = new StoredSessions(store, rules, clock);
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
      store.removeExpired();
      assertNotNull(sessions.load(id));

      clock.move(time);
      assertNull(sessions.load(id));
      store.removeExpired();
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
    Table<SessionRecord> table = store.table("sessions", SessionRecord.class);
    long begun = clock.millis();
    table.put("id",
        new SessionRecord(begun, begun, Map.of("user", "jane")));
    try (WebServer server = new WebServer(new Settings(0, data),
        new StoredSessions(store, rules, clock))) {
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

  /** A record of the table "sessions" may be of any type in a test. */
  private record Odd(Object created, Object accessed, Object attributes) {}

  static Stream<Object> oddRecords() {
    long now = System.currentTimeMillis();
    return Stream.of(new String[] {"not", "a", "session"},
        new Odd(now, now, Map.of("views", 6_000_000_000L)),
        new Odd(now, now, null), new Odd(now, now, "views"),
        new Odd("then", now, Map.of()),
        new Odd(now, now, Map.of("deep", nested(150))),
        new Odd(now, now, Map.of("deeper than Gson reads", nested(1000))));
  }

  @ParameterizedTest
  @MethodSource("oddRecords")
  void a_session_that_cannot_be_read_is_left_alone_and_a_new_one_begins(
      Object odd) {
    Browser browser = server.newBrowser();
    browser.sees("/");
    String id = browser.cookies().get("session_cookie");
    server.stop();
    Map<String, String> before = stored(store -> put(store, id, odd));
    server.start();
    Browser again = server.newBrowser().withCookiesOf(browser);
    assertEquals("Views: 1", again.sees("/"));
    assertEquals("Views: 2", again.sees("/"));
    assertNotEquals(id, again.cookies().get("session_cookie"));
    server.stop();
    assertEquals(before.get(id), stored(store -> {}).get(id));
  }

  @SuppressWarnings("unchecked")
  private static <T> void put(Store store, String key, T value) {
    store.table("sessions", (Class<T>) value.getClass()).put(key, value);
  }

  private Map<String, String> stored(Consumer<Store> change) {
    Map<String, String> all = new TreeMap<>();
    try (Store store = Store.open(server.data())) {
      change.accept(store);
      store.table("sessions", Object.class);
      store.forEach((table, key, json) -> all.put(key, json));
    }
    return all;
  }

  @Test
  void a_failed_save_is_answered_with_500_until_it_works_again(
      @TempDir Path data) {
    FaultyDisk disk = new FaultyDisk();
    StoredSessions sessions = new StoredSessions(disk.open(data));
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

      disk.work();
      assertEquals("saved", browser.sees("/set/4"));
      assertEquals("4", browser.sees("/get"));
    }
  }

  @Test
  void after_a_failed_save_requests_in_progress_share_one_session_again(
      @TempDir Path data) throws Exception {
    FaultyDisk disk = new FaultyDisk();
    CountDownLatch slowIsThere = new CountDownLatch(1);
    CountDownLatch slowMayGoOn = new CountDownLatch(1);
    List<Object> seen = new CopyOnWriteArrayList<>();
    try (WebServer server = new WebServer(new Settings(0, data),
        new StoredSessions(disk.open(data)))) {
      server.http().get("/add", (request, response) -> {
        Session session = request.session();
        seen.add(session.raw());
        Integer views = session.attribute("views");
        session.attribute("views", views == null ? 1 : views + 1);
        return session.attribute("views");
      });
      server.http().get("/slow", (request, response) -> {
        seen.add(request.session().raw());
        slowIsThere.countDown();
        slowMayGoOn.await(1, TimeUnit.MINUTES);
        return "slow";
      });
      server.http().get("/leave", (request, response) -> {
        request.session().invalidate();
        return "bye";
      });
      server.start();
      Browser browser = new Browser(server.port());
      assertEquals("1", browser.sees("/add"));
      CompletableFuture<Integer> slow = Concurrently.supply(() ->
          new Browser(server.port()).withCookiesOf(browser).visits("/slow")
              .statusCode());
      slowIsThere.await(1, TimeUnit.MINUTES);
      disk.fail();
      assertEquals(500, browser.visits("/add").statusCode());
      assertEquals(500, browser.visits("/leave").statusCode());
      disk.work();
      assertEquals("2", browser.sees("/add"), "Nothing was lost");
      assertSame(seen.get(1), seen.get(seen.size() - 1));
      slowMayGoOn.countDown();
      assertEquals(500, slow.get(1, TimeUnit.MINUTES),
          "It may have seen what was rolled back");
      assertEquals("3", browser.sees("/add"));
    }
  }

  @Test
  void visitors_who_never_return_leave_nothing_in_memory(@TempDir Path data) {
    try (Store store = Store.open(data)) {
      Sessions sessions =
          new Sessions(new StoredSessions(store), SessionPolicy.DEFAULT);
      for (int i = 0; i < 200; i++) {
        WebSession session = sessions.begin();
        assertEquals(1, sessions.inUse());
        session.save(0);
        sessions.release(session);
        assertNull(sessions.find("made up"));
        assertEquals(0, sessions.inUse());
      }
    }
  }
}
