package viewcounter.web;

import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Makes a check at most once a second; all who ask share what it says. */
final class SharedCheck {

  private static final long NANOS_APART = 1_000_000_000;

  private final BooleanSupplier check;
  private final LongSupplier nanoTime;
  private boolean checked;
  private boolean passes;
  private long ended;

  SharedCheck(BooleanSupplier check, LongSupplier nanoTime) {
    this.check = check;
    this.nanoTime = nanoTime;
  }

  /** Whether it passes; who asks during a check waits for that one. */
  synchronized boolean passes() {
    if (!checked || nanoTime.getAsLong() - ended >= NANOS_APART) {
      passes = check.getAsBoolean();
      ended = nanoTime.getAsLong();
      checked = true;
    }
    return passes;
  }
}
