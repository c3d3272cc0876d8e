package viewcounter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import viewcounter.testing.Concurrently;

class SharedCheckTest {

  private final AtomicInteger checks = new AtomicInteger();
  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);

  /** Passes the first time only. */
  private final SharedCheck check = new SharedCheck(
      () -> checks.incrementAndGet() == 1, nanos::get);

  @Test
  void is_made_again_after_a_second() {
    assertTrue(check.passes());
    nanos.addAndGet(999_999_999);
    assertTrue(check.passes());
    nanos.addAndGet(1);
    assertFalse(check.passes());
    assertFalse(check.passes());
    assertEquals(2, checks.get());
  }

  @Test
  void is_made_once_for_all_who_ask_at_once() throws Exception {
    assertEquals(Collections.nCopies(50, true),
        Concurrently.run(50, check::passes));
    assertEquals(1, checks.get());
  }
}
