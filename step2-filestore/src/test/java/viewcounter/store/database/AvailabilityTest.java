package viewcounter.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class AvailabilityTest {

  private final List<String> log = new ArrayList<>();
  private long nanos = Long.MAX_VALUE - 5;
  private final Availability availability =
      new Availability(log::add, () -> nanos);

  @Test
  void an_outage_is_two_lines_however_many_requests_fail_or_get_through() {
    availability.saved();
    for (int i = 0; i < 10; i++) {
      availability.failed(new SQLException("gone " + i));
      pass(4);
      availability.saved();
    }
    assertEquals(List.of("The database is not available: gone 0"), log);
    pass(1);
    availability.saved();
    availability.saved();
    assertEquals(List.of("The database is not available: gone 0",
        "The database is available again"), log);
  }

  private void pass(int seconds) {
    nanos += Duration.ofSeconds(seconds).toNanos();
  }
}
