package viewcounter.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import viewcounter.store.engine.Mutation;

/**
 * Saves changes in a dedicated thread, all that are waiting at once. When the
 * journal has grown large, it begins another one, while a second thread makes a
 * checkpoint from the previous one and the journals since.
 */
final class JournalWriter {

  private static final Logger LOG =
      LoggerFactory.getLogger(JournalWriter.class);

  private static final long JOURNAL_LIMIT = 16 << 20; // bytes
  private static final long JOURNAL_MOST = 64 << 20; // then changes wait
  private static final long MEMORY_LIMIT = // bytes, of the active changes
      Runtime.getRuntime().maxMemory() / 8;

  private final DataFiles files;
  private final Journal.Disk disk;
  private final MemTable table;
  private final CommitQueue queue;
  private final Thread thread = new Thread(this::run, "store");
  private volatile CompletableFuture<Void> making =
      CompletableFuture.completedFuture(null);
  private Journal journal;
  private long number; // of the journal
  private volatile long checkpoint; // its number; 0 if there is none

  /** Reads the files, and starts; changes nothing if they are damaged. */
  JournalWriter(DataFiles files, Journal.Disk disk, MemTable table,
      CommitQueue queue) throws IOException {
    this.files = files;
    this.disk = disk;
    this.table = table;
    this.queue = queue;
    if (!files.checkpoints().isEmpty()) {
      checkpoint = files.checkpoints().last();
      table.replace(Checkpoint.open(files.checkpoint(checkpoint)));
    }
    number = Math.max(1, checkpoint);
    long whole = 0;
    for (long each : files.journals().tailSet(number)) {
      if (each > number && whole < Files.size(files.journal(number))) {
        throw DataFiles.damaged(files.journal(number), " at its end", null);
      }
      whole = Journal.replay(files.journal(each), table::put);
      number = each;
    }
    journal = new Journal(files.journal(number), whole, disk);
    files.force();
    thread.start();
  }

  private void run() {
    try {
      for (var changes = queue.take(); !changes.isEmpty();
          changes = queue.take()) {
        if (save(changes)) {
          checkpointIfDue();
        }
      }
    } catch (InterruptedException e) {
      throw new AssertionError("Nobody interrupts it", e);
    }
  }

  private boolean save(Collection<Mutation> changes) {
    try {
      journal.append(changes);
    } catch (Throwable e) {
      LOG.error("Not saved: {}", e.toString());
      queue.rollBack(e);
      return false;
    }
    changes.forEach(table::put);
    queue.saved();
    return true;
  }

  private void checkpointIfDue() {
    long memory = table.bytes();
    boolean due = journal.size() > JOURNAL_LIMIT || memory > MEMORY_LIMIT;
    boolean full = journal.size() > JOURNAL_MOST || memory > 2 * MEMORY_LIMIT;
    if (full || due && making.isDone()) {
      making.join();
      try {
        beginAnother();
      } catch (IOException e) {
        LOG.warn("The journal goes on in its file: {}", e.toString());
        return;
      }
      Collection<Mutation> frozen = table.freeze();
      long next = number;
      making = CompletableFuture.runAsync(() -> checkpoint(next, frozen),
          task -> new Thread(task, "checkpoint").start());
    }
  }

  /** Waits while many changes are in memory that a checkpoint is to save. */
  void awaitRoom() {
    if (table.bytes() > MEMORY_LIMIT / 2) {
      making.join();
    }
  }

  private void beginAnother() throws IOException {
    Journal another = new Journal(files.journal(number + 1), 0, disk);
    try {
      files.force();
    } catch (IOException e) { // only the last journal may be a torn one
      another.close();
      Files.delete(files.journal(number + 1));
      throw e;
    }
    journal.close();
    journal = another;
    number++;
  }

  /** Makes a checkpoint; if that fails, the next one has its changes, too. */
  private void checkpoint(long next, Collection<Mutation> changes) {
    try {
      Checkpoint.make(files, checkpoint, next, changes);
      table.replace(Checkpoint.open(files.checkpoint(next)));
      checkpoint = next;
      files.deleteBefore(next);
    } catch (Throwable e) {
      LOG.warn("There is no new checkpoint: {}", e.toString());
    }
  }

  /** Saves what is waiting, closes the journal, and makes a checkpoint. */
  void close() throws IOException, InterruptedException {
    queue.close();
    thread.join();
    making.join();
    journal.close();
    if (journal.size() > 0 || number > Math.max(1, checkpoint)) {
      checkpoint(number + 1, table.freeze());
    }
  }
}
