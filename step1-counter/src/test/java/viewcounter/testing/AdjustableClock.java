package viewcounter.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The computer's clock, put forward as far as a test wants. */
public final class AdjustableClock extends Clock {

  private volatile Duration forward = Duration.ZERO;

  public synchronized void move(Duration by) {
    forward = forward.plus(by);
  }

  @Override
  public Instant instant() {
    return Instant.now().plus(forward);
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
