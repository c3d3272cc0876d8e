package viewcounter.step2;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.launch.Settings;
import viewcounter.testing.Browser;
import viewcounter.testing.Concurrently;
import viewcounter.testing.PostgresServer;
import viewcounter.web.WebServer;

/** A database that can be read, but confirms no change. */
class DatabaseHealthTest {

  private static final int CONNECTIONS = 10; // of the app

  private static PostgresServer database;

  @TempDir
  Path folder;

  private WebServer server;

  @BeforeAll
  static void startDatabase() throws IOException {
    PostgresServer.orSkip("a database that confirms nothing is not tested");
    database = PostgresServer.start();
  }

  @AfterAll
  static void stopDatabase() throws IOException {
    if (database != null) {
      database.close();
    }
  }

  @BeforeEach
  void start() {
    server = App.start(
        new Settings("127.0.0.1", 0, folder, false, database.url()));
  }

  @AfterEach
  void stop() {
    server.close();
    set("RESET ALL");
  }

  @ParameterizedTest
  @CsvSource({"default_transaction_read_only, on",
      "synchronous_standby_names, nobody"})
  void a_database_that_confirms_no_change_is_503_until_it_does(String setting,
      String value) {
    Browser jane = new Browser(server.port());
    assertEquals("Views: 1", jane.sees("/"));
    assertEquals(200, health());
    set("SET " + setting + " = " + value);
    awaitHealth(503);
    AtomicInteger seen = new AtomicInteger(1);
    await("each connection").atMost(30, SECONDS).until(() ->
        jane.visits("/").statusCode() == 503 || seen.incrementAndGet() == 0);
    set("RESET " + setting);
    awaitHealth(200);
    int more = Browser.viewsIn(jane.sees("/")) - seen.get();
    assertTrue(more == 1 || more == 2, more + " more views"); // never twice
  }

  /** Each waits for a standby, and a client that gives up does not end that. */
  @Test
  void requests_without_an_answer_leave_no_connection_behind()
      throws Exception {
    set("SET synchronous_standby_names = nobody");
    awaitHealth(503);
    for (int round = 0; round < 2; round++) {
      Concurrently.run(3 * CONNECTIONS, () -> {
        assertEquals(503,
            new Browser(server.port()).visits("/").statusCode());
        return null;
      });
    }
    awaitHealth(503);
    int few = 2 * CONNECTIONS; // while some end, others begin
    database.execute("DO $$ BEGIN ASSERT (SELECT count(*) <= " + few
        + " FROM pg_stat_activity WHERE application_name = 'viewcounter'),"
        + " 'many are left'; END $$");
  }

  private int health() {
    long start = System.nanoTime();
    int status = new Browser(server.port()).visits("/healthz").statusCode();
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(time.toSeconds() < 5, time.toString());
    return status;
  }

  private void awaitHealth(int status) {
    await("the next check").atMost(30, SECONDS)
        .until(this::health, is(status));
  }

  private static void set(String change) {
    database.execute("ALTER SYSTEM " + change);
    database.execute("SELECT pg_reload_conf()");
  }
}
