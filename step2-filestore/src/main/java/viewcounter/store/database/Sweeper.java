package viewcounter.store.database;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Removes what has expired, every ten minutes, in a thread of its own. */
final class Sweeper implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Sweeper.class);

  private static final int MINUTES = 10;

  private final ScheduledThreadPoolExecutor executor =
      new ScheduledThreadPoolExecutor(1, task -> {
        Thread thread = new Thread(task, "sweeper");
        thread.setDaemon(true);
        return thread;
      });
  private final Runnable sweep;

  Sweeper(Runnable sweep) {
    this.sweep = sweep;
    executor.scheduleWithFixedDelay(this::run, MINUTES, MINUTES,
        TimeUnit.MINUTES);
  }

  private void run() {
    try {
      sweep.run();
    } catch (RuntimeException e) { // or it would never run again
      LOG.warn("Expired records were not removed: {}", e.toString());
    }
  }

  /** Begins no other sweep; one in progress ends with the store. */
  @Override
  public void close() {
    executor.shutdown(); // an interrupt would close the files that it reads
  }
}
