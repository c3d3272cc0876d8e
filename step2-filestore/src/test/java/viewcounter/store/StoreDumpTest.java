package viewcounter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.testing.TestDatabase;

class StoreDumpTest {

  record User(String user, String hash, long since) {}

  private static final String HASH =
      "$2a$10$wzPf3hO0C6ZSiqj/MREZ9.x70dcBXIe9yFvXzH1g3SgGiWk0i.uSe";

  private static final String STORED = """
      {
        "attempts": {
          "expired": {
            "full": 5
          }
        },
        "users": {
          "jane": {
            "user": "jane",
            "hash": {
              "kind": "$2a",
              "cost": "$10",
              "salt": "wzPf3hO0C6ZSiqj/MREZ9.",
              "hash": "x70dcBXIe9yFvXzH1g3SgGiWk0i.uSe"
            },
            "since": "2026-01-02T03:04:05Z"
          },
          "zoe/1": {
            "user": "zoe",
            "since": 0
          }
        }
      }""";

  record Bucket(long full) {}

  @TempDir
  Path folder;

  /** Its last checkpoint is without what has expired. */
  @Test
  void shows_what_is_in_a_folder() {
    isShownWhileOpenAndAfterwards(settings(null), STORED.replaceFirst(
        "(?s)  \"attempts\".*?\n  },\n", ""));
  }

  @Test
  void shows_the_same_for_a_database() {
    try (TestDatabase database = TestDatabase.create()) {
      isShownWhileOpenAndAfterwards(settings(database.url()), STORED);
    }
  }

  private static void isShownWhileOpenAndAfterwards(Settings settings,
      String afterwards) {
    for (int round = 0; round < 2; round++) { // in the journal, then not
      try (Store store = Store.open(settings)) {
        Table<User> users = store.table("users", User.class);
        users.put("zoe/1", new User("zoe", null, 0));
        users.put("jane", new User("jane", HASH, 1_767_323_045_000L));
        users.put("gone", new User("gone", "", 0));
        users.remove("gone");
        store.table("attempts", Bucket.class, Bucket::full,
            Clock.systemUTC()).put("expired", new Bucket(5));
        store.begin().awaitSaved();
        assertEquals(STORED, StoreDump.of(settings));
      }
      assertEquals(afterwards, StoreDump.of(settings));
    }
  }

  @Test
  void says_so_if_nothing_is_stored() {
    assertSays("Nothing is stored in " + folder + " yet: start the step, and"
        + " use it.", settings(null));
    try (TestDatabase database = TestDatabase.create()) {
      assertSays("Nothing is stored in jdbc:postgresql://localhost:"
          + database.port() + "/" + database.name() + " yet: start the step,"
          + " and use it.", settings(database.url()));
    }
  }

  /** The transaction is read-only, so the database itself rejects changes. */
  @Test
  void read_access_is_enough_and_other_tables_are_skipped() {
    try (TestDatabase database = TestDatabase.create()) {
      String user = "reader_" + database.name();
      try (Store store = Store.open(settings(database.url()))) {
        store.table("users", User.class).put("jane", new User("jane", "", 0));
        store.table("attempts", Bucket.class);
      }
      database.execute("""
          CREATE TABLE other (key text, value int, expires timestamptz);
          INSERT INTO other VALUES ('jane', 1, NULL);
          CREATE TABLE "user" AS SELECT * FROM users;
          CREATE ROLE %1$s LOGIN; GRANT SELECT ON ALL TABLES IN SCHEMA public
          TO %1$s; ALTER ROLE %1$s SET default_transaction_read_only = on"""
          .formatted(user));
      assertEquals("{\"users\":{\"jane\":{\"user\":\"jane\",\"hash\":\"\","
          + "\"since\":0}}}", StoreDump.of(settings(as(user, database)))
          .replaceAll("\\s", ""));
      database.execute("REVOKE SELECT (value) ON users FROM " + user
          + "; REVOKE SELECT ON users FROM " + user
          + "; GRANT INSERT ON users TO " + user);
      assertSays("Cannot read the database jdbc:postgresql://localhost:"
          + database.port() + "/" + database.name() + ": ERROR: permission"
          + " denied for table users", settings(as(user, database)));
    }
  }

  private static String as(String user, TestDatabase database) {
    return database.url().replace("user=postgres", "user=" + user);
  }

  @Test
  void says_so_if_there_is_no_such_database() {
    assertSays("Cannot use the database jdbc:postgresql://localhost:1/x: it"
        + " cannot be reached (Connection to localhost:1 refused. Check that"
        + " the hostname and port are correct and that the postmaster is"
        + " accepting TCP/IP connections.). Correct the environment variable"
        + " DATABASE_URL, or remove it to keep the data in files.",
        settings("jdbc:postgresql://localhost:1/x?password=secret"));
  }

  private Settings settings(String database) {
    return new Settings("127.0.0.1", 0, folder, false, database);
  }

  private static void assertSays(String sentence, Settings settings) {
    assertEquals(sentence, assertThrows(StartupException.class,
        () -> StoreDump.of(settings)).getMessage());
  }
}
