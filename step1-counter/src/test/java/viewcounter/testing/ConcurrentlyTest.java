package viewcounter.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ConcurrentlyTest {

  @Test
  void all_threads_do_it_once_at_the_same_time() throws Exception {
    AtomicInteger next = new AtomicInteger();
    CountDownLatch all = new CountDownLatch(5);
    assertEquals(Set.of(1, 2, 3, 4, 5),
        new HashSet<>(Concurrently.run(5, () -> {
          all.countDown();
          all.await();
          return next.incrementAndGet();
        })));
  }

  @Test
  void the_failure_of_one_thread_is_the_failure_of_all() {
    AtomicInteger next = new AtomicInteger();
    ExecutionException e = assertThrows(ExecutionException.class, () ->
        Concurrently.run(5, () -> {
          if (next.incrementAndGet() == 3) {
            throw new AssertionError("the third");
          }
          return null;
        }));
    assertEquals("the third", e.getCause().getMessage());
  }

  @Test
  void a_thread_that_hangs_is_a_failure() {
    assertThrows(TimeoutException.class, () ->
        Concurrently.run(2, 1, () -> {
          new CountDownLatch(1).await();
          return null;
        }));
  }
}
