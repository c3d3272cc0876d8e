package viewcounter.store.database;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anything;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.StoreUnavailableException;
import viewcounter.persistence.UnstorableException;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.store.TableContract.Count;
import viewcounter.store.engine.Owner;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Concurrently;
import viewcounter.testing.FaultyNetwork;
import viewcounter.testing.TestDatabase;

/** What only a database does: it is shared, and can be unavailable. */
class DatabaseEngineTest {

  private final TestDatabase database = TestDatabase.create();
  private final List<Store> opened = new ArrayList<>();

  @AfterEach
  void close() {
    opened.forEach(Store::close);
    database.close();
  }

  @Test
  void several_programs_share_one_table() {
    Table<Count> one = counts(open(database.url()));
    Table<Count> other = counts(open(database.url()));
    one.put("jane", new Count(1));
    assertEquals(new Count(2), other.update("jane", Count::next));
    assertFalse(one.add("jane", new Count(7)));
    assertEquals(new Count(2), one.get("jane"));
    other.remove("jane");
    assertNull(one.get("jane"));
  }

  @Test
  void two_programs_that_count_lose_no_count() throws Exception {
    List<Table<Count>> tables = List.of(counts(open(database.url())),
        counts(open(database.url())));
    tables.get(0).put("jane", new Count(0));
    countAtOnce(tables);
    assertEquals(new Count(400), tables.get(0).get("jane"));
  }

  @Test
  void a_value_is_replaced_without_reading_it_again() {
    Table<Count> one = counts(open(database.url()));
    Table<Count> other = counts(open(database.url()));
    one.put("jane", new Count(1));
    assertEquals(List.of(1), seenBy(one)); // locked and read
    assertEquals(List.of(2), seenBy(one));
    other.update("jane", Count::next);
    assertEquals(List.of(3, 4), seenBy(one));
    assertEquals(List.of(5), seenBy(one));
    other.update("jane", Count::next);
    assertEquals(new Count(7), one.get("jane"));
    assertEquals(List.of(7), seenBy(one));
  }

  /** Adds a view, and returns the values that the function was called with. */
  private static List<Integer> seenBy(Table<Count> counts) {
    List<Integer> seen = new ArrayList<>();
    Count after = counts.update("jane", count -> {
      seen.add(count.value());
      return count.next();
    });
    assertEquals(after, counts.get("jane"));
    assertEquals(after.value(), seen.get(seen.size() - 1) + 1);
    return seen;
  }

  @Test
  void an_outdated_value_decides_nothing() {
    Table<Count> one = counts(open(database.url()));
    Table<Count> other = counts(open(database.url()));
    one.put("jane", new Count(1));
    one.get("jane");
    other.remove("jane");
    assertTrue(one.add("jane", new Count(5)));
    other.put("jane", new Count(6));
    assertEquals(new Count(7), one.update("jane",
        count -> count.value() < 6 ? count : count.next()));
    other.put("jane", new Count(8));
    assertEquals(new Count(9), one.update("jane",
        count -> new Count(count.value() + 1 / (count.value() - 7))));
    other.put("jane", new Count(10));
    one.remove("jane");
    assertNull(other.get("jane"));
    assertNull(one.update("jane", Count::next));
    other.put("jane", new Count(1));
    assertEquals(new Count(2), one.update("jane", Count::next));
  }

  @ParameterizedTest
  @CsvSource({"40001, 4", "40P01, 4"})
  void a_transaction_that_was_rolled_back_is_retried(String state, int times) {
    Table<Count> counts = counts(open(database.url()));
    counts.put("jane", new Count(1));
    rollBack(state, times);
    AtomicInteger calls = new AtomicInteger();
    assertEquals(new Count(2), counts.update("jane", count -> {
      calls.incrementAndGet();
      return count.next();
    }));
    assertEquals(times + 1, calls.get());
    assertEquals(new Count(2), counts.get("jane"));
  }

  @ParameterizedTest
  @CsvSource({"40001, 5, 5", "55P03, 1, 1"})
  void but_not_forever_and_nothing_else_is(String state, int times,
      int expected) {
    Table<Count> counts = counts(open(database.url()));
    counts.put("jane", new Count(1));
    rollBack(state, times);
    AtomicInteger calls = new AtomicInteger();
    assertIsAway(() -> counts.update("jane", count -> {
      calls.incrementAndGet();
      return count.next();
    }));
    assertEquals(expected, calls.get());
    assertEquals(new Count(1), counts.get("jane"));
  }

  /** The database rolls back the next updates, but never a sequence. */
  private void rollBack(String state, int times) {
    database.execute("""
        CREATE SEQUENCE updates;
        CREATE FUNCTION fail() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          IF nextval('updates') <= %d THEN
            RAISE EXCEPTION 'rolled back' USING ERRCODE = '%s';
          END IF;
          RETURN new;
        END $$;
        CREATE TRIGGER fail BEFORE UPDATE ON counts
        FOR EACH ROW EXECUTE FUNCTION fail()""".formatted(times, state));
  }

  @Test
  void many_programs_may_start_at_once_with_an_empty_database()
      throws Exception {
    Concurrently.run(8, () -> {
      try (Store store = Store.open(settings(database.url()))) {
        return counts(store).add("jane", new Count(1));
      }
    });
    assertEquals(new Count(1), counts(open(database.url())).get("jane"));
  }

  @Test
  void existing_tables_can_be_used_without_the_privilege_to_create_them() {
    counts(open(database.url())).put("jane", new Count(1));
    String user = "user_" + database.name();
    database.execute("REVOKE CREATE ON SCHEMA public FROM public;"
        + "CREATE ROLE " + user + " LOGIN;"
        + "GRANT SELECT, INSERT, UPDATE, DELETE ON counts TO " + user);
    String url = database.url().replace("user=postgres", "user=" + user);
    Store store = open(url);
    assertEquals(new Count(2), counts(store).update("jane", Count::next));
    assertSays("Cannot use the table others of the database: its user may not"
        + " create it, or may not read it. Create it as another user, or grant"
        + " the privileges.", () -> store.table("others", Count.class));
  }

  @Test
  void a_table_of_another_program_is_reported_and_kept() {
    database.execute("CREATE TABLE counts (id int)");
    Store store = open(database.url());
    assertSays("Cannot use the table counts of the database: it does not"
        + " have the columns that this program expects: another program or"
        + " another version made it. Choose another database with"
        + " DATABASE_URL.",
        () -> counts(store));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "mysql://localhost/x | DATABASE_URL has to begin with jdbc:postgresql:,"
          + " for example",
      "postgres://localhost/x | DATABASE_URL has to begin with",
      "jdbc:postgresql://localhost:port/x?password=secret |"
          + " Cannot use the database jdbc:postgresql://localhost:port/x: the"
          + " URL is not one that PostgreSQL's JDBC driver understands."
          + " Correct",
      "jdbc:postgresql://jane:secret@localhost:1/x | Cannot use the"
          + " database jdbc:postgresql://localhost:1/x: ",
      "jdbc:postgresql://localhost:1/x?password=secret | Cannot use the"
          + " database jdbc:postgresql://localhost:1/x: it cannot be reached",
      "jdbc:postgresql://none.invalid/x?password=secret |"
          + " Cannot use the database jdbc:postgresql://none.invalid/x: it"
          + " cannot be reached (there is no host of that name). Correct",
      "jdbc:postgresql://localhost:PORT/none?user=postgres&password=secret |"
          + " Cannot use the database jdbc:postgresql://localhost:PORT/none:"
          + " there is no database of that name. Correct",
      "jdbc:postgresql://localhost:PORT/postgres?user=nobody&password=secret |"
          + " Cannot use the database"
          + " jdbc:postgresql://localhost:PORT/postgres: it rejects the"
          + " connection (FATAL: role \"nobody\" does not exist). Correct"})
  void a_database_that_cannot_be_used_is_reported_in_a_sentence(String url,
      String sentence) {
    String port = String.valueOf(database.port());
    StartupException e = assertThrows(StartupException.class,
        () -> open(url.replace("PORT", port)));
    assertTrue(e.getMessage().startsWith(sentence.replace("PORT", port)),
        e.getMessage());
    assertFalse(e.getMessage().contains("secret"), e.getMessage());
    assertEquals(1, e.getMessage().lines().count());
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void an_unavailable_database_is_reported_within_5_seconds(boolean hangs)
      throws Exception {
    try (FaultyNetwork network = new FaultyNetwork(database.port())) {
      Table<Count> counts = counts(open(through(network)));
      counts.put("jane", new Count(1));
      if (hangs) {
        network.hold();
      } else {
        network.cut();
      }
      assertIsAway(() -> counts.get("jane"));
      assertIsAway(() -> counts.update("jane", Count::next));
      assertIsAway(() -> counts.add("robert", new Count(1)));
      Concurrently.run(16, () -> { // more than there are connections
        assertIsAway(() -> counts.get("jane"));
        return null;
      });
      network.work();
      Count count = eventually(() -> counts.get("jane"));
      assertTrue(count.value() <= 2, count.toString());
      assertEquals(count.next(), counts.update("jane", Count::next));
    }
  }

  @Test
  void a_transaction_that_may_be_committed_is_not_retried() throws Exception {
    try (FaultyNetwork network = new FaultyNetwork(database.port())) {
      Table<Count> counts = counts(open(through(network)));
      counts.put("jane", new Count(1));
      AtomicInteger calls = new AtomicInteger();
      assertIsAway(() -> counts.update("jane", count -> {
        calls.incrementAndGet();
        network.hold(); // so its commit arrives later, or never
        return count.next();
      }));
      assertEquals(1, calls.get());
      network.work();
      assertTrue(eventually(() -> counts.get("jane")).value() <= 2);
    }
  }

  @Test
  void a_program_that_dies_with_a_lock_delays_others_for_seconds_only()
      throws Exception {
    try (FaultyNetwork network = new FaultyNetwork(database.port())) {
      Table<Count> dying = counts(open(through(network)));
      Table<Count> other = counts(open(database.url()));
      other.put("jane", new Count(1)); // and so the dying one locks it
      CompletableFuture<Void> died = Concurrently.start(() ->
          dying.update("jane", count -> {
            network.hold();
            return count.next();
          }));
      assertThrows(Exception.class, () -> died.get(10, SECONDS));
      assertTrue(eventually(() -> other.update("jane", Count::next)).value()
          >= 2);
    }
  }

  @ParameterizedTest
  @CsvSource({"a\0b", "long"})
  void data_that_cannot_be_stored_does_not_make_it_unavailable(String key) {
    Table<Count> counts = counts(open(database.url()));
    assertThrows(UnstorableException.class, () ->
        counts.add(key.equals("long") ? random(5000) : key, new Count(1)));
    assertNull(counts.get("other"));
  }

  @Test
  void all_programs_see_the_time_of_the_database() {
    Clock wrong = Clock.offset(Clock.systemUTC(), Duration.ofHours(-1));
    try (DatabaseEngine engine = new DatabaseEngine(Schema.of(
        Pool.open(database.url(), "primary", 1), Owner.UNKNOWN), wrong)) {
      long difference =
          engine.clock(wrong).millis() - System.currentTimeMillis();
      assertTrue(Math.abs(difference) < 2000, difference + " ms");
      AdjustableClock adjusted = new AdjustableClock();
      Clock shared = engine.clock(adjusted);
      long before = shared.millis();
      adjusted.move(Duration.ofHours(1));
      assertEquals(before + 3_600_000, shared.millis(), 2000);
    }
  }

  @Test
  void the_clock_of_the_database_decides_what_is_removed() {
    AdjustableClock wrong = new AdjustableClock();
    Store store = open(database.url());
    long end = wrong.millis() + 3_600_000;
    Table<Count> expiring = store.table("counts", Count.class,
        count -> count.value() * end, wrong);
    expiring.put("ended", new Count(0));
    expiring.put("jane", new Count(1));
    wrong.move(Duration.ofDays(2));
    store.removeExpired();
    assertEquals(List.of("jane"), counts(store).keys(any -> true));
  }

  @Test
  void a_function_that_is_forbidden_is_reported_and_no_connection_is_left() {
    String user = "user_" + database.name();
    database.execute("CREATE ROLE " + user + " LOGIN;"
        + "REVOKE EXECUTE ON FUNCTION clock_timestamp() FROM public");
    String url = database.url();
    assertSays("Cannot use the database " + url.replaceFirst("\\?.*", "")
        + ": ERROR: permission denied for function clock_timestamp. Correct"
        + " the environment variable DATABASE_URL, or remove it to keep the"
        + " data in files.",
        () -> open(url.replace("user=postgres", "user=" + user)));
    await("no connections").atMost(30, SECONDS).ignoreExceptions()
        .until(() -> {
          database.execute("DO $$ BEGIN ASSERT NOT EXISTS (SELECT FROM"
              + " pg_stat_activity WHERE usename = '" + user + "'); END $$;"
              + "DROP ROLE " + user);
          return true;
        });
  }

  private static String random(int length) {
    StringBuilder text = new StringBuilder(); // which cannot be compressed
    new java.util.Random(1).ints(length, 'a', 'z').forEach(c ->
        text.append((char) c));
    return text.toString();
  }

  private static void countAtOnce(List<Table<Count>> tables)
      throws Exception {
    AtomicInteger next = new AtomicInteger();
    Concurrently.run(16, () -> {
      Table<Count> table = tables.get(next.getAndIncrement() % 2);
      for (int i = 0; i < 25; i++) {
        table.update("jane", Count::next);
      }
      return null;
    });
  }

  private static void assertIsAway(Runnable action) {
    long start = System.nanoTime();
    assertThrows(StoreUnavailableException.class, action::run);
    long seconds = (System.nanoTime() - start) / 1_000_000_000;
    assertTrue(seconds < 5, seconds + " s");
  }

  /** The pool connects by itself, but pauses more and more in between. */
  static <T> T eventually(Callable<T> action) {
    return await("an available database").pollInSameThread()
        .atMost(30, SECONDS).ignoreExceptionsInstanceOf(StoreException.class)
        .until(action, anything("a response"));
  }

  private String through(FaultyNetwork network) {
    return database.url().replace(":" + database.port() + "/",
        ":" + network.port() + "/");
  }

  private Store open(String url) {
    Store store = Store.open(settings(url));
    opened.add(store);
    return store;
  }

  private static Settings settings(String url) {
    return new Settings("127.0.0.1", 0, Path.of("none"), false, url);
  }

  private static Table<Count> counts(Store store) {
    return store.table("counts", Count.class);
  }

  private static void assertSays(String sentence, Runnable action) {
    StartupException e =
        assertThrows(StartupException.class, action::run);
    assertEquals(sentence, e.getMessage());
  }
}
