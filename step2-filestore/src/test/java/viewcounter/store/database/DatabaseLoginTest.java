package viewcounter.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.persistence.StoreUnavailableException;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.store.TableContract.Count;
import viewcounter.testing.PostgresServer;

/** A database that asks for a password, as on a real host. */
class DatabaseLoginTest {

  private static PostgresServer server;

  @BeforeAll
  static void start() throws IOException {
    PostgresServer.orSkip("a database that asks for a password is not tested");
    server = PostgresServer.start();
    server.execute("CREATE USER jane PASSWORD 'right secret+&%'");
    server.execute("CREATE DATABASE viewcounter OWNER jane");
    server.execute("CREATE USER robert PASSWORD 'secret'");
    server.execute("CREATE USER anne PASSWORD 'secret'");
    server.execute("GRANT CREATE ON SCHEMA public TO anne");
    server.execute("REVOKE CREATE ON SCHEMA public FROM public");
  }

  @AfterAll
  static void stop() throws IOException {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void the_owner_of_a_database_can_use_it_and_the_password_may_be_encoded() {
    try (Store store = open("viewcounter?user=jane&password="
        + "right%20secret%2B%26%25")) {
      Table<Count> counts = store.table("counts", Count.class);
      counts.put("jane", new Count(1));
      assertEquals(new Count(1), counts.get("jane"));
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "viewcounter?user=jane&password=wrong secret |"
          + " it does not accept that user and password",
      "viewcounter?user=nobody&password=wrong secret |"
          + " it does not accept that user and password",
      "viewcounter?user=jane | it rejects the connection (The server"
          + " requested SCRAM-based authentication, but no password was"
          + " provided.)",
      "none?user=postgres | there is no database of that name",
      "template1?user=jane&password=wrong secret | it rejects the connection"
          + " (FATAL: no pg_hba.conf entry for host \"127.0.0.1\", user"
          + " \"jane\", database \"template1\", no encryption)"})
  void a_rejected_login_is_reported_with_its_reason(String url, String reason) {
    assertSays("Cannot use the database jdbc:postgresql://" + server.address()
        + "/" + url.replaceFirst("\\?.*", "") + ": " + reason + ". Correct the"
        + " environment variable DATABASE_URL, or remove it to keep the data"
        + " in files.", () -> open(url));
  }

  @Test
  void a_missing_privilege_to_create_a_table_is_reported() {
    try (Store store = open("postgres?user=robert&password=secret")) {
      assertSays("Cannot use the table counts of the database: its user may not"
          + " create it, or may not read it. Create it as another user, or"
          + " grant the privileges.", () -> store.table("counts", Count.class));
    }
  }

  @Test
  void a_revoked_login_makes_it_unavailable_until_it_is_granted_again() {
    try (Store store = open("postgres?user=anne&password=secret")) {
      Table<Count> counts = store.table("views", Count.class);
      counts.put("jane", new Count(1));
      server.execute("ALTER USER anne NOLOGIN");
      server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          + " WHERE usename = 'anne'");
      for (int i = 0; i < 2; i++) { // as it goes, and when it is gone
        assertThrows(StoreUnavailableException.class,
            () -> counts.get("jane"));
      }
      server.execute("ALTER USER anne LOGIN");
      assertEquals(new Count(1),
          DatabaseEngineTest.eventually(() -> counts.get("jane")));
    }
  }

  private static void assertSays(String sentence, Runnable action) {
    assertEquals(sentence, assertThrows(StartupException.class, action::run)
        .getMessage());
  }

  private static Store open(String url) {
    return Store.open(new Settings("127.0.0.1", 0, Path.of("none"), false,
        "jdbc:postgresql://" + server.address() + "/" + url));
  }
}
