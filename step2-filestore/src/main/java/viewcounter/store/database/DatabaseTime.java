package viewcounter.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time of a database, measured every few seconds. In between, the monotonic
 * clock of this machine counts, because its other one may be set meanwhile.
 */
final class DatabaseTime {

  private static final Duration RECENT = Duration.ofSeconds(10);

  /** What all clocks showed at one moment. */
  private record Measurement(Instant there, Instant here, long nanos) {}

  private final Clock here;
  private final LongSupplier nanoTime;
  private volatile Measurement last;

  DatabaseTime(Clock here, LongSupplier nanoTime) {
    this.here = here;
    this.nanoTime = nanoTime;
  }

  /** Asks for it, unless that was done a moment ago. */
  void measure(Connection connection) throws SQLException {
    if (isRecent()) {
      return;
    }
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("SELECT clock_timestamp()")) {
      row.next();
      last = new Measurement(row.getTimestamp(1).toInstant(), here.instant(),
          nanoTime.getAsLong());
    }
  }

  /** By both clocks: while a machine sleeps, the monotonic one may stop. */
  private boolean isRecent() {
    Measurement known = last;
    return known != null && since(known).compareTo(RECENT) < 0
        && Duration.between(known.here, here.instant()).abs()
            .compareTo(RECENT) < 0;
  }

  private Duration since(Measurement known) {
    return Duration.ofNanos(nanoTime.getAsLong() - known.nanos);
  }

  /** How far it is ahead of this machine's clock. */
  Duration ahead() {
    Measurement known = last;
    return Duration.between(here.instant(), known.there.plus(since(known)));
  }

  /** A clock of this machine, but as far ahead, so the same on all of them. */
  Clock shared(Clock clock) {
    InstantSource source = () -> clock.instant().plus(ahead());
    return source.withZone(clock.getZone());
  }
}
