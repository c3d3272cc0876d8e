package viewcounter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.testing.Concurrently;
import viewcounter.testing.Skip;
import viewcounter.testing.StepProcess;
import viewcounter.testing.TestDatabase;

/** A store belongs to the step that made it. */
class OwnerTest {

  record User(String user, String hash, int views) {}

  private static final User JANE = new User("jane", "$2a$10$x", 1);

  @TempDir
  Path folder;

  private TestDatabase database; // null: a folder

  private Settings settings(boolean inDatabase) {
    if (inDatabase && database == null) {
      database = TestDatabase.create();
    }
    return settings(inDatabase ? database.url() : null);
  }

  private Settings settings(String url) {
    return new Settings("127.0.0.1", 0, folder, false, url);
  }

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  private static Table<User> users(Store store) {
    return store.table("users", User.class);
  }

  private static void assertRefuses(int step, int owner, Settings settings) {
    String place = settings.database() == null ? settings.data().toString()
        : Settings.withoutPassword(settings.database());
    assertEquals("Step " + step + " cannot use the data in " + place + ", which"
        + " belongs to step " + owner + ": choose another place with the"
        + " environment variable " + (settings.database() == null ? "DATA_DIR"
            : "DATABASE_URL") + ".",
        assertThrows(StartupException.class, () ->
            Store.open(step, settings).close()).getMessage());
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void it_opens_for_its_own_step_and_no_other(boolean inDatabase) {
    Settings settings = settings(inDatabase);
    try (Store store = Store.open(4, settings)) {
      users(store).put("jane", JANE);
    }
    for (int other : List.of(2, 3, 5)) {
      assertRefuses(other, 4, settings);
    }
    try (Store store = Store.open(4, settings)) {
      assertEquals(JANE, users(store).get("jane"));
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void it_belongs_to_a_step_before_anything_is_stored(boolean inDatabase) {
    Settings settings = settings(inDatabase);
    try (Store store = Store.open(3, settings)) {
      users(store);
    }
    assertRefuses(5, 3, settings);
    Store.open(3, settings).close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void a_tool_may_open_it_and_sees_only_what_is_stored(boolean inDatabase) {
    Settings settings = settings(inDatabase);
    try (Store store = Store.open(4, settings)) {
      users(store).put("jane", JANE);
    }
    String dump = StoreDump.of(settings);
    try (Store store = Store.open(settings)) {
      store.table("users", User.class);
      store.forEach((table, key, json) ->
          assertEquals("users/jane", table + "/" + key));
    }
    assertEquals("{\"users\":{\"jane\":{\"user\":\"jane\",\"hash\":"
        + "\"$2a$10$x\",\"views\":1}}}", dump.replaceAll("\\s", ""));
    assertRefuses(3, 4, settings);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void of_two_steps_that_start_at_once_one_gets_it(boolean inDatabase)
      throws Exception {
    Settings settings = settings(inDatabase);
    AtomicInteger next = new AtomicInteger(2);
    AtomicInteger started = new AtomicInteger();
    Concurrently.run(4, () -> {
      try (Store store = Store.open(next.getAndIncrement(), settings)) {
        users(store);
        started.incrementAndGet();
      } catch (StartupException e) {
        return false;
      }
      return true;
    });
    assertEquals(1, started.get());
  }

  @Test
  void many_instances_of_a_step_may_start_at_once() throws Exception {
    Settings settings = settings(true);
    Concurrently.run(8, () -> {
      try (Store store = Store.open(5, settings)) {
        users(store).put("jane", JANE);
        return true;
      }
    });
    assertRefuses(4, 5, settings);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "viewcounter: st", "viewcounter: step 9"})
  void a_kill_before_it_is_marked_locks_nobody_out(String mark)
      throws IOException {
    Files.writeString(folder.resolve("owner.next"), "viewcounter: step 5, or");
    Files.writeString(folder.resolve("owner"), mark);
    Store.open(4, settings(null)).close();
    assertEquals("viewcounter: step 4\n",
        Files.readString(folder.resolve("owner")));
    assertFalse(Files.exists(folder.resolve("owner.next")));
  }

  /** A program that opens a folder for step 4. */
  static final class Opening {
    public static void main(String... args) {
      Store.open(4, new Settings(0, Path.of(args[0]))).close();
    }
  }

  @ParameterizedTest
  @CsvSource({"write, 1", "fsync, 1", "rename, 1", "fsync, 2"})
  void nor_does_a_kill_while_it_is_marked(String call, int number)
      throws Exception {
    Skip.withoutStrace("kills while a store is marked are not tested");
    StepProcess program = StepProcess.launchUnder(List.of("strace", "-f",
        "-qq", "-o", "/dev/null", "-e", "trace=" + call, "-e", "inject=" + call
            + ":signal=KILL:when=" + number, "-P", folder.toString(),
        "-P", folder.resolve("owner.next").toString()), Opening.class,
        folder.toString());
    assertNotEquals(0, program.exitCode(), "It does not get that far");
    Store.open(4, settings(null)).close();
    assertRefuses(3, 4, settings(null));
  }

  @Test
  void another_program_in_the_same_database_does_not_matter() {
    Settings settings = settings(true);
    database.execute("CREATE TABLE other (id int);"
        + "COMMENT ON TABLE other IS 'step 3';"
        + "CREATE SCHEMA apart; CREATE TABLE apart.users (id int);"
        + "COMMENT ON TABLE apart.users IS 'viewcounter: step 3'");
    Store.open(5, settings).close();
  }

  @Test
  void who_may_not_comment_on_the_tables_may_use_them() {
    Settings settings = settings(true);
    try (Store store = Store.open(settings)) {
      users(store).put("jane", JANE);
    }
    String user = "user_" + database.name();
    database.execute("CREATE ROLE " + user + " LOGIN;"
        + "GRANT SELECT, INSERT, UPDATE, DELETE ON users TO " + user);
    Settings restricted =
        settings(database.url().replace("user=postgres", "user=" + user));
    for (int start = 0; start < 2; start++) {
      try (Store store = Store.open(4, restricted)) {
        assertEquals(JANE, users(store).get("jane"));
      }
    }
    assertRefuses(3, 4, restricted);
    assertRefuses(2, 4, restricted);
  }

  @Test
  void a_comment_of_its_administrator_is_kept() {
    Settings settings = settings(true);
    database.execute("CREATE TABLE users (key text PRIMARY KEY,"
        + " value json NOT NULL, expires timestamptz);"
        + "COMMENT ON TABLE users IS 'ours'");
    try (Store store = Store.open(4, settings)) {
      users(store).put("jane", JANE);
    }
    database.execute("DO $$ BEGIN ASSERT obj_description("
        + "'users'::regclass) = 'ours'; END $$");
    assertRefuses(3, 4, settings);
  }

  /** The mark is there for people, too. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whoever_changes_the_mark_hands_it_over(boolean inDatabase)
      throws IOException {
    Settings settings = settings(inDatabase);
    try (Store store = Store.open(4, settings)) {
      users(store).put("jane", JANE);
    }
    if (inDatabase) {
      database.execute("COMMENT ON TABLE users IS 'viewcounter: step 5'");
    } else {
      Files.writeString(folder.resolve("owner"), "viewcounter: step 5");
    }
    assertRefuses(4, 5, settings);
    Store.open(5, settings).close();
  }
}
