package viewcounter.session;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import spark.Session;
import viewcounter.launch.Settings;
import viewcounter.step2.App;
import viewcounter.store.Store;
import viewcounter.testing.Browser;
import viewcounter.testing.Concurrently;
import viewcounter.web.WebServer;

/** Each change of a session is shown under the request that made it. */
class TracedSessionsTest {

  @TempDir
  Path data;

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream terminal = System.out;
  private final CountDownLatch slowIsThere = new CountDownLatch(1);
  private final CountDownLatch slowMayEnd = new CountDownLatch(1);
  private WebServer server;
  private Browser browser;

  @BeforeEach
  void start() {
    System.setOut(new PrintStream(printed, true, UTF_8));
    Store store = Store.open(data);
    long twoMinutesAgo =
        System.currentTimeMillis() - Duration.ofMinutes(2).toMillis();
    store.table("sessions", SessionRecord.class).put("id", new SessionRecord(
        twoMinutesAgo, twoMinutesAgo, Map.of("user", "jane")));
    server = new WebServer(new Settings(0, data, true),
        new StoredSessions(store));
    server.http().get("/look", (request, response) ->
        request.session().attribute("user"));
    server.http().get("/slow", (request, response) -> {
      Session session = request.session();
      slowIsThere.countDown();
      slowMayEnd.await(1, TimeUnit.MINUTES);
      return session.isNew() ? "new" : "known";
    });
    server.http().get("/leave", (request, response) -> {
      request.session().invalidate();
      return "bye";
    });
    server.start();
    browser = new Browser(server.port());
    browser.cookies().put("session_cookie", "id");
  }

  @AfterEach
  void stop() {
    System.setOut(terminal);
    server.close();
  }

  @Test
  void a_read_is_saved_once_a_minute_before_the_response() {
    browser.sees("/look");
    browser.sees("/look");
    assertEquals("""
        GET /look
          Cookie      session_cookie=id
          session     found
          stored      sessions id {...,"attributes":{"user":"jane"}}
          answered    200
        GET /look
          Cookie      session_cookie=id
          session     found
          answered    200
        """, printed.toString(UTF_8));
  }

  @Test
  void a_log_out_ends_it_even_for_a_request_in_progress()
      throws Exception {
    Browser other = new Browser(server.port()).withCookiesOf(browser);
    CompletableFuture<Integer> slow = Concurrently.supply(() ->
        other.visits("/slow").statusCode());
    slowIsThere.await(1, TimeUnit.MINUTES);
    browser.sees("/leave");
    slowMayEnd.countDown();
    assertEquals(303, slow.get(1, TimeUnit.MINUTES));
    assertEquals("""
        GET /leave
          Cookie      session_cookie=id
          session     ended
          stored      sessions id removed
          answered    200
        GET /slow
          Cookie      session_cookie=id
          session     ended
          answered    303
        """, printed.toString(UTF_8));
  }

  /** As Ctrl-S does: nothing that is printed gets any further. */
  @Test
  void a_paused_terminal_stops_neither_saving_nor_the_server(
      @TempDir Path other) throws Exception {
    CountDownLatch goesOn = new CountDownLatch(1);
    System.setOut(new PrintStream(new OutputStream() {
      @Override
      public void write(int letter) throws IOException {
        try {
          goesOn.await();
        } catch (InterruptedException e) {
          throw new IOException(e);
        }
      }
    }));
    try {
      assertTimeoutPreemptively(Duration.ofSeconds(30), () -> {
        try (WebServer paused = App.start(new Settings(0, other, true))) {
          Browser visitor = new Browser(paused.port());
          for (int i = 1; i <= 20; i++) {
            assertEquals("Views: " + i, visitor.sees("/"));
          }
        }
      });
    } finally {
      goesOn.countDown();
    }
  }
}
