package viewcounter.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/** A clock that stands still until a test moves it. */
public final class AdjustableClock extends Clock {

  private Instant now;

  /** Begins now: Jetty notes by the computer's clock when a session begins. */
  public AdjustableClock() {
    this(Instant.now().truncatedTo(ChronoUnit.MILLIS));
  }

  public AdjustableClock(Instant now) {
    this.now = now;
  }

  /** Lets time pass, or sets the clock back by a negative duration. */
  public synchronized void move(Duration by) {
    now = now.plus(by);
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
