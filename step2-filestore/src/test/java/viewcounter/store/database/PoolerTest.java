package viewcounter.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.launch.Settings;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.store.TableContract.Count;
import viewcounter.testing.Concurrently;
import viewcounter.testing.PgBouncer;
import viewcounter.testing.PostgresServer;

/** Several programs that share the few connections of a pooler. */
class PoolerTest {

  private static PostgresServer server;

  @BeforeAll
  static void startServer() throws IOException {
    PgBouncer.orSkip("a pooler in front of the database is not tested");
    server = PostgresServer.start();
  }

  @AfterAll
  static void stopServer() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  /** In a session, each client needs a connection of its own. */
  @ParameterizedTest
  @CsvSource({"session, 30", "transaction, 3"})
  void what_is_read_and_counted_through_a_pooler_is_exact(String mode,
      int connections) throws Exception {
    try (PgBouncer pooler = PgBouncer.start(server, mode, connections);
        Store one = open(pooler.url());
        Store other = open(pooler.url())) {
      List<Table<Count>> counts = List.of(counts(one, mode),
          counts(other, mode));
      counts.get(0).put("all", new Count(0));
      AtomicInteger next = new AtomicInteger();
      Concurrently.run(8, () -> { // fewer than connections: nobody waits
        int number = next.getAndIncrement();
        Table<Count> table = counts.get(number % 2);
        String own = "own" + number;
        assertTrue(table.add(own, new Count(0)));
        for (int i = 1; i <= 20; i++) {
          assertEquals(new Count(i), table.update(own, Count::next));
          table.update("all", Count::next);
          assertEquals(new Count(i), table.get(own));
          assertNull(table.get("nobody" + i));
        }
        return null;
      });
      assertEquals(new Count(160), counts.get(0).get("all"));
      assertEquals(9, counts.get(1).keys(any -> true).size());
    }
  }

  private static Store open(String url) {
    return Store.open(
        new Settings("127.0.0.1", 0, Path.of("none"), false, url));
  }

  private static Table<Count> counts(Store store, String mode) {
    return store.table("counts_" + mode, Count.class);
  }
}
