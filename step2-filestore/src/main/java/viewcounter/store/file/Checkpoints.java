package viewcounter.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes one checkpoint after another, in a thread that nobody waits for. */
final class Checkpoints {

  private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

  private final DataFiles files;
  private final MemTable table;
  private volatile CompletableFuture<Void> making =
      CompletableFuture.completedFuture(null);
  private volatile long newest; // its number; 0 if there is none
  private volatile long size; // of that one, in bytes

  /** Opens the newest one, if there is one, for the table. */
  Checkpoints(DataFiles files, MemTable table) throws IOException {
    this.files = files;
    this.table = table;
    if (!files.checkpoints().isEmpty()) {
      use(files.checkpoints().last());
    }
  }

  private void use(long number) throws IOException {
    Path file = files.checkpoint(number);
    long bytes = Files.size(file);
    table.replace(Checkpoint.open(file)); // and nothing can fail after that
    size = bytes;
    newest = number;
  }

  /** The number of the newest one, or 0 if there is none. */
  long newest() {
    return newest;
  }

  /** How many bytes the next one has to copy. */
  long size() {
    return size;
  }

  boolean isBusy() {
    return !making.isDone();
  }

  void await() {
    making.join();
  }

  /** Begins one from a copy of the newest one, and from changes. */
  void begin(long number, Checkpoint.Changes changes) {
    begin(newest, number, changes);
  }

  /** Begins one from scratch, from everything that goes into it. */
  void beginAnew(long number, Checkpoint.Changes all) {
    begin(0, number, all);
  }

  private void begin(long copied, long number, Checkpoint.Changes changes) {
    making = CompletableFuture.runAsync(() -> make(copied, number, changes),
        task -> new Thread(task, "checkpoint").start());
  }

  /** If one cannot be made, the next one gets its changes, too. */
  private void make(long copied, long number, Checkpoint.Changes changes) {
    try {
      Checkpoint.make(files, copied, number, changes);
      use(number);
      files.deleteBefore(number);
    } catch (Throwable e) {
      LOG.warn("Cannot make a checkpoint: {}", e.toString());
    }
  }
}
