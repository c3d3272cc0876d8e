package viewcounter.store.database;

import java.sql.SQLException;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Logs a line when a database is no longer available, and one when it is. */
final class Availability {

  /** A transaction that began before takes no longer to fail, too. */
  private static final long CALM_NANOS = 5_000_000_000L;

  private final Consumer<String> log;
  private final LongSupplier nanoTime;
  private volatile boolean available = true;
  private long failed; // when something last did

  Availability(Consumer<String> log, LongSupplier nanoTime) {
    this.log = log;
    this.nanoTime = nanoTime;
  }

  /** Something failed that is not to blame for it. */
  synchronized void failed(SQLException e) {
    failed = nanoTime.getAsLong();
    if (available) {
      available = false;
      log.accept("The database is not available: " + Pool.message(e));
    }
  }

  /** A change is committed; that something can be read would say less. */
  void saved() {
    if (!available) {
      endOutage();
    }
  }

  private synchronized void endOutage() {
    if (!available && nanoTime.getAsLong() - failed >= CALM_NANOS) {
      available = true;
      log.accept("The database is available again");
    }
  }
}
