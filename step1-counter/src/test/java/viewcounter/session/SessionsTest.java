package viewcounter.session;

import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.restassured.response.Response;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spark.Session;
import viewcounter.launch.Settings;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Browser;
import viewcounter.testing.Concurrently;
import viewcounter.web.WebServer;

/** The life of a session: begun, found, renewed, saved and ended. */
class SessionsTest {

  /** Sessions in memory that note each save. */
  private static final class Storage extends MemorySessions {

    private final List<String> saves = new CopyOnWriteArrayList<>();

    private Storage(AdjustableClock clock) {
      super(clock);
    }

    @Override
    public void save(String key, SessionRecord before, SessionRecord next) {
      saves.add(next.attributes().toString());
      super.save(key, before, next);
    }
  }

  private final AdjustableClock clock = new AdjustableClock();
  private final Storage storage = new Storage(clock);
  private final CountDownLatch slowIsThere = new CountDownLatch(1);
  private final CountDownLatch slowMayGoOn = new CountDownLatch(1);
  private final List<Object> sessions = new CopyOnWriteArrayList<>();
  private WebServer server;
  private Browser browser;

  @BeforeEach
  void start() {
    server = new WebServer(new Settings(0, Path.of("none")), storage);
    server.http().get("/plain", (request, response) -> "no session");
    server.http().get("/view", (request, response) -> {
      Session session = request.session();
      sessions.add(session.raw());
      Integer views = session.attribute("views");
      session.attribute("views", views == null ? 1 : views + 1);
      return session.attribute("views");
    });
    server.http().get("/look", (request, response) ->
        "" + request.session().attribute("views"));
    server.http().get("/renew", (request, response) -> {
      Session session = request.session();
      request.raw().changeSessionId();
      request.raw().changeSessionId();
      session.attribute("renewed", true);
      return session.attribute("views") + " " + session.id();
    });
    server.http().get("/leave", (request, response) -> {
      request.session().invalidate();
      return "bye";
    });
    server.http().get("/slow", (request, response) -> {
      Session session = request.session();
      sessions.add(session.raw());
      slowIsThere.countDown();
      slowMayGoOn.await(1, MINUTES);
      if (request.queryParams("renewed") != null) {
        request.raw().changeSessionId();
      }
      return "" + session.attribute("views");
    });
    server.start();
    browser = new Browser(server.port());
  }

  @AfterEach
  void stop() {
    slowMayGoOn.countDown();
    server.close();
  }

  @Test
  void a_request_that_asks_for_no_session_begins_none() {
    assertNull(browser.visits("/plain").header("Set-Cookie"));
    assertEquals(List.of(), storage.saves);
  }

  @Test
  void a_session_is_saved_once_a_request_and_a_mere_look_once_a_minute() {
    assertEquals("1", browser.sees("/view"));
    assertEquals("2", browser.sees("/view"));
    assertEquals(List.of("{views=1}", "{views=2}"), storage.saves);
    clock.move(Duration.ofSeconds(59));
    assertEquals("2", browser.sees("/look"));
    assertEquals(2, storage.saves.size());
    clock.move(Duration.ofSeconds(1));
    assertEquals("2", browser.sees("/look"));
    assertEquals("2", browser.sees("/look"));
    assertEquals(3, storage.saves.size());
  }

  @Test
  void a_page_that_sets_the_cookie_is_not_cached() {
    Response first = browser.visits("/view");
    assertEquals("no-store", first.header("Cache-Control"));
    assertNull(browser.visits("/view").header("Cache-Control"));
  }

  @Test
  void a_session_in_memory_ends_after_a_day_without_use() {
    browser.sees("/view");
    clock.move(Duration.ofDays(1).minusMillis(1));
    assertEquals("2", browser.sees("/view"));
    clock.move(Duration.ofDays(1));
    assertEquals("1", browser.sees("/view"));
  }

  @Test
  void a_session_in_memory_ends_after_thirty_days_in_any_case() {
    for (int day = 0; day < 30; day++) {
      assertEquals("" + (day + 1), browser.sees("/view"));
      clock.move(Duration.ofDays(1).minusMillis(1));
    }
    assertEquals("31", browser.sees("/view"));
    clock.move(Duration.ofMillis(30));
    assertEquals("1", browser.sees("/view"));
  }

  @Test
  void expired_sessions_leave_the_memory_when_others_begin() {
    browser.sees("/view");
    assertEquals(1, storage.size());
    clock.move(Duration.ofDays(1));
    assertEquals("1", new Browser(server.port()).sees("/view"));
    assertEquals(1, storage.size());
  }

  @Test
  void a_renewed_session_has_another_id_and_everything_else() {
    browser.sees("/view");
    String old = id(browser);
    Response renewed = browser.visits("/renew");
    assertEquals("1 " + id(browser), renewed.asString());
    assertNotEquals(old, id(browser));
    assertEquals(1, renewed.headers().getValues("Set-Cookie").size());
    assertEquals("2", browser.sees("/view"));
    assertEquals(1, storage.size());
    Browser thief = new Browser(server.port());
    thief.cookies().put("session_cookie", old);
    assertEquals("1", thief.sees("/view"));
    assertNotEquals(old, id(thief));
  }

  @Test
  void a_session_may_be_renewed_as_soon_as_it_begins() {
    Response first = browser.visits("/renew");
    assertEquals(1, first.headers().getValues("Set-Cookie").size());
    assertEquals("null " + id(browser), first.asString());
    assertEquals("1", browser.sees("/view"));
  }

  @Test
  void only_the_browser_that_renews_an_id_learns_the_new_one()
      throws Exception {
    browser.sees("/view");
    Browser thief = new Browser(server.port()).withCookiesOf(browser);
    CompletableFuture<Response> slow =
        Concurrently.supply(() -> thief.visits("/slow"));
    slowIsThere.await(1, MINUTES);
    browser.sees("/renew");
    slowMayGoOn.countDown();
    assertNull(slow.get(1, MINUTES).header("Set-Cookie"));
    assertEquals("2", browser.sees("/view"));
    assertEquals("1", thief.sees("/view"));
  }

  @Test
  void a_request_that_comes_with_the_old_id_during_a_renewal_finds_nothing()
      throws Exception {
    Sessions all = new Sessions(storage, SessionPolicy.DEFAULT);
    WebSession session = all.begin();
    session.save(0);
    String old = session.getId();
    CompletableFuture<WebSession> found = new CompletableFuture<>();
    Thread late = new Thread(() -> found.complete(all.find(old)));
    synchronized (session) { // as a renewal does
      late.start();
      await("the late request").atMost(1, MINUTES)
          .until(late::getState, is(Thread.State.BLOCKED));
      all.renewId(session);
    }
    assertNull(found.get(1, MINUTES));
    assertSame(session, all.find(session.getId()));
    all.release(session);
    all.release(session);
    assertEquals(0, all.inUse());
  }

  @Test
  void requests_in_progress_share_one_object() throws Exception {
    browser.sees("/view");
    CompletableFuture<String> slow = slowRequest();
    browser.sees("/view");
    slowMayGoOn.countDown();
    assertEquals("2", slow.get(1, MINUTES), "It sees what the other changed");
    assertSame(sessions.get(1), sessions.get(2));
    browser.sees("/view");
    assertNotEquals(sessions.get(2), sessions.get(3), "Nobody used it");
  }

  @ParameterizedTest
  @ValueSource(strings = {"/slow", "/slow?renewed"})
  void whoever_uses_a_session_that_another_request_ended_starts_over(
      String path) throws Exception {
    browser.sees("/view");
    Browser same = new Browser(server.port()).withCookiesOf(browser);
    CompletableFuture<Response> slow =
        Concurrently.supply(() -> same.visits(path));
    slowIsThere.await(1, MINUTES);
    browser.sees("/leave");
    slowMayGoOn.countDown();
    assertEquals(303, slow.get(1, MINUTES).statusCode());
    assertEquals("/", slow.get().header("Location"));
    assertEquals(0, storage.size());
  }

  @Test
  void twenty_requests_of_a_session_that_ends_bring_it_not_back()
      throws Exception {
    for (int round = 0; round < 20; round++) {
      browser.sees("/view");
      Browser same = new Browser(server.port()).withCookiesOf(browser);
      List<CompletableFuture<Response>> views = Collections.nCopies(20, same)
          .stream().map(each -> Concurrently.supply(() ->
              new Browser(server.port()).withCookiesOf(each).visits("/look")))
          .toList();
      new Browser(server.port()).withCookiesOf(browser).sees("/leave");
      for (CompletableFuture<Response> view : views) {
        assertNotEquals(500, view.get(1, MINUTES).statusCode());
      }
      assertEquals("null", new Browser(server.port()).withCookiesOf(same)
          .sees("/look"), "It is another one");
    }
  }

  private CompletableFuture<String> slowRequest() throws Exception {
    Browser same = new Browser(server.port()).withCookiesOf(browser);
    CompletableFuture<String> slow =
        Concurrently.supply(() -> same.sees("/slow"));
    slowIsThere.await(1, MINUTES);
    return slow;
  }

  private static String id(Browser browser) {
    return browser.cookies().get("session_cookie");
  }

  @Test
  void it_is_an_HttpSession_like_any_other() {
    WebSession session = new WebSession("id", storage);
    long begun = clock.millis();
    session.setAttribute("a", 1);
    session.putValue("b", 2);
    session.setAttribute("b", null);
    session.setAttribute("none", null);
    assertEquals(List.of("a"), Collections.list(session.getAttributeNames()));
    assertEquals(List.of("a"), List.of(session.getValueNames()));
    session.removeValue("a");
    assertNull(session.getValue("a"));
    assertEquals(86_400, session.getMaxInactiveInterval());
    assertEquals(begun, session.getCreationTime());
    clock.move(Duration.ofMinutes(1));
    session.save(0);
    assertEquals(begun, session.getCreationTime());
    assertEquals(begun + 60_000, session.getLastAccessedTime());
    assertEquals(new SessionRecord(begun, begun + 60_000, Map.of()),
        storage.load("id"));
    assertThrows(UnsupportedOperationException.class,
        () -> session.setMaxInactiveInterval(1));
    assertThrows(UnsupportedOperationException.class,
        session::getServletContext);
    assertThrows(UnsupportedOperationException.class,
        session::getSessionContext);
    session.invalidate();
    assertThrows(SessionEndedException.class, session::invalidate);
    assertThrows(SessionEndedException.class, session::isNew);
    assertThrows(SessionEndedException.class, session::getCreationTime);
    assertThrows(SessionEndedException.class,
        () -> session.setAttribute("a", 1));
    assertNull(storage.load("id"));
  }

  @Test
  void a_closed_server_leaves_the_memory() {
    WebServer other = new WebServer(new Settings(0, Path.of("none")));
    other.http().get("/", (request, response) -> "served");
    other.start().close();
    WeakReference<WebServer> closed = new WeakReference<>(other);
    other = null;
    await("closed server").atMost(1, MINUTES).until(() -> {
      System.gc();
      return closed.get();
    }, is((WebServer) null));
  }
}
