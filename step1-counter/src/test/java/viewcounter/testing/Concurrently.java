package viewcounter.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/** Does the same in many threads, which all start at the same moment. */
public final class Concurrently {

  private static final long LIMIT_SECONDS = 120;

  private Concurrently() {}

  /** Begins something that may wait: Java's common pool can have one thread. */
  public static CompletableFuture<Void> start(Runnable task) {
    return CompletableFuture.runAsync(task, Concurrently::startThread);
  }

  /** The same, with a result. */
  public static <T> CompletableFuture<T> supply(Supplier<T> task) {
    return CompletableFuture.supplyAsync(task, Concurrently::startThread);
  }

  private static void startThread(Runnable work) {
    newThread(work).start();
  }

  private static Thread newThread(Runnable work) {
    Thread thread = new Thread(work, "concurrently");
    thread.setDaemon(true); // or one that hangs would hang the tests
    return thread;
  }

  /**
   * What each of the threads returned.
   *
   * @throws TimeoutException if they are not done after two minutes
   * @throws java.util.concurrent.ExecutionException if one of them failed
   */
  public static <T> List<T> run(int threads, Callable<T> task)
      throws Exception {
    return run(threads, LIMIT_SECONDS, task);
  }

  static <T> List<T> run(int threads, long seconds, Callable<T> task)
      throws Exception {
    ExecutorService pool =
        Executors.newFixedThreadPool(threads, Concurrently::newThread);
    try {
      CyclicBarrier start = new CyclicBarrier(threads);
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        futures.add(pool.submit(() -> {
          start.await();
          return task.call();
        }));
      }
      long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(end - System.nanoTime(),
            TimeUnit.NANOSECONDS));
      }
      return results;
    } finally {
      pool.shutdownNow();
    }
  }
}
