package viewcounter.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.TestDatabase;

/** On a machine whose clock is two days slow. */
class DatabaseTimeTest {

  private static final Duration SLOW = Duration.ofDays(2);

  private final AdjustableClock here =
      new AdjustableClock(Instant.now().minus(SLOW));
  private long nanos = Long.MAX_VALUE - 5;
  private final DatabaseTime time = new DatabaseTime(here, () -> nanos);
  private final TestDatabase database = TestDatabase.create();
  private Connection connection;

  @BeforeEach
  void measure() throws SQLException {
    connection = DriverManager.getConnection(database.url());
    time.measure(connection);
  }

  @AfterEach
  void close() throws SQLException {
    connection.close();
    database.close();
  }

  @Test
  void is_that_of_the_database_also_when_the_clock_here_is_put_right() {
    Instant shown = shown();
    assertTrue(time.ahead().minus(SLOW).abs().toHours() < 1, "" + shown);
    here.move(SLOW);
    assertEquals(shown, shown());
  }

  @Test
  void passes_between_two_measurements() throws SQLException {
    Instant shown = shown();
    nanos += Duration.ofSeconds(9).toNanos();
    time.measure(connection);
    assertEquals(shown.plusSeconds(9), shown());
  }

  @Test
  void is_measured_again_after_ten_seconds() throws SQLException {
    Instant shown = shown();
    nanos += Duration.ofHours(1).toNanos();
    time.measure(connection);
    assertTrue(shown().isBefore(shown.plus(Duration.ofMinutes(50))));
  }

  @Test
  void is_measured_again_after_a_machine_that_slept_wakes_up()
      throws SQLException {
    Instant shown = shown();
    here.move(Duration.ofHours(1));
    time.measure(connection);
    assertTrue(shown().isAfter(shown));
  }

  private Instant shown() {
    return here.instant().plus(time.ahead());
  }
}
