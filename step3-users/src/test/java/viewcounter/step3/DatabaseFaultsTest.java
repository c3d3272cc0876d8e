package viewcounter.step3;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import viewcounter.testing.Browser;
import viewcounter.testing.KillUnderLoad;
import viewcounter.testing.PostgresServer;
import viewcounter.testing.StepProcess;
import viewcounter.testing.TestDatabase;

/** Views in a database, under load, while something fails. */
class DatabaseFaultsTest {

  private static final int ROUNDS = Integer.getInteger("rounds", 2);

  @Test
  void a_kill_of_an_instance_loses_no_view() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      run(database.url(), ROUNDS, StepProcess::kill);
    }
  }

  @Test
  void a_kill_of_the_database_loses_no_view() throws Exception {
    PostgresServer.orSkip("a kill of the database is not tested");
    try (PostgresServer server = PostgresServer.start()) {
      run(server.url(), ROUNDS, step -> {
        kill(server);
        assertEquals(503, status(step));
        server.restart();
        awaitViews(step);
      });
    }
  }

  @Test
  void a_failover_loses_no_view() throws Exception {
    PostgresServer.orSkip("a failover is not tested");
    try (PostgresServer primary = PostgresServer.start();
        PostgresServer standby = primary.newStandby()) {
      run(url(primary.address() + "," + standby.address()), 1, step -> {
        kill(primary);
        standby.promote();
        awaitViews(step);
      });
    }
  }

  private static String url(String addresses) {
    return "jdbc:postgresql://" + addresses + "/postgres?user=postgres";
  }

  private static void run(String url, int rounds, Consumer<StepProcess> end)
      throws Exception {
    new KillUnderLoad(App.class, Map.of("PORT", "0", "DATABASE_URL", url),
        rounds, end).run(step -> {
          Browser jane = new Browser(step.port());
          jane.sees("/create/jane");
          return jane;
        });
  }

  private static void kill(PostgresServer server) {
    try {
      server.kill();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int status(StepProcess step) {
    return new Browser(step.port()).visits("/login/jane").statusCode();
  }

  /** The instance finds the database again by itself. */
  private static void awaitViews(StepProcess step) {
    assertEquals(200, await("an available database").atMost(30, SECONDS)
        .until(() -> status(step), is(not(503))));
  }
}
