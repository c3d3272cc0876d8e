package viewcounter.store.database;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.Supplier;

/** Shows the time of the database, so that it is the same on all machines. */
final class SharedClock extends Clock {

  private final Clock here;
  private final Supplier<Duration> ahead;

  /** @param ahead how far the database's clock is ahead of this machine's */
  SharedClock(Clock here, Supplier<Duration> ahead) {
    this.here = here;
    this.ahead = ahead;
  }

  @Override
  public Instant instant() {
    return here.instant().plus(ahead.get());
  }

  @Override
  public ZoneId getZone() {
    return here.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new SharedClock(here.withZone(zone), ahead);
  }
}
