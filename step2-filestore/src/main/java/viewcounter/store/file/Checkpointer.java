package viewcounter.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import viewcounter.store.engine.Mutation;

/** Makes checkpoints of a table, one at a time, and puts them into it. */
final class Checkpointer {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpointer.class);

  private static final long PAUSE = 1_000_000_000; // nanoseconds, after failure

  /** To know what has expired takes longer than the rest of a checkpoint. */
  private static final long BETWEEN_SWEEPS = 600_000_000_000L; // nanoseconds

  private final DataFiles files;
  private final MemTable table;
  private final Predicate<Mutation> isExpired;
  private final Executor executor;
  private volatile CompletableFuture<Void> making =
      CompletableFuture.completedFuture(null);
  private volatile long newest; // its number; 0 if there is none
  private volatile long size; // of that one, in bytes
  private volatile long swept = System.nanoTime() - BETWEEN_SWEEPS;
  private volatile boolean failing;
  private volatile long failed; // when it last did

  /** Opens the newest one, if there is one, for the table. */
  Checkpointer(DataFiles files, MemTable table, Predicate<Mutation> isExpired,
      Executor executor) throws IOException {
    this.files = files;
    this.table = table;
    this.isExpired = isExpired;
    this.executor = executor;
    use(files.newestCheckpoint());
  }

  private void use(long number) throws IOException {
    SortedMap<String, String> checkpoint = Checkpoint.open(files, number);
    size = number == 0 ? 0 : Files.size(files.checkpoint(number));
    table.replace(checkpoint); // and nothing can fail after that
    newest = number;
  }

  /** The number of the newest one, or 0 if there is none. */
  long newest() {
    return newest;
  }

  /** Of the newest one, in bytes. */
  long size() {
    return size;
  }

  boolean isBusy() {
    return !making.isDone();
  }

  /** Whether it makes sense to begin one: not if one has just failed. */
  boolean mayBegin() {
    return !isBusy() && (!failing || System.nanoTime() - failed >= PAUSE);
  }

  /** Waits for the one in progress; returns whether the last one was made. */
  boolean await() {
    return making.handle((made, e) -> !failing).join();
  }

  /** Begins one, of all that is in the table now. */
  void begin(long number) {
    table.freeze();
    try {
      making = CompletableFuture.runAsync(() -> make(number), executor);
    } catch (Throwable e) { // there is no room for another thread
      fail(e);
    }
  }

  /** The next one is to be without what has expired, as some are anyway. */
  void sweepNext() {
    swept = System.nanoTime() - BETWEEN_SWEEPS;
  }

  private void make(long number) {
    try {
      long now = System.nanoTime();
      boolean isSweep = now - swept >= BETWEEN_SWEEPS;
      Checkpoint.make(files, number, table.checkpoint(), table.frozen(),
          isSweep ? isExpired : any -> false);
      use(number);
      swept = isSweep ? now : swept;
      if (failing) {
        LOG.warn("A checkpoint could be made again");
        failing = false;
      }
      files.deleteBefore(number);
    } catch (Throwable e) {
      fail(e);
    }
  }

  /** Notes why one could not be made: the next one gets its changes, too. */
  void fail(Throwable e) {
    boolean isFirst = !failing;
    failed = System.nanoTime();
    failing = true;
    if (isFirst) {
      LOG.warn("Cannot make a checkpoint: {}", e.toString());
    }
    System.gc(); // frees the disk of older ones that are still mapped
  }
}
