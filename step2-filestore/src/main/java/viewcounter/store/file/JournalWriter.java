package viewcounter.store.file;

import java.io.IOException;
import java.util.Collection;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import viewcounter.store.engine.Mutation;

/**
 * Saves changes in a dedicated thread, as many at a time as are waiting. When
 * the journal has grown large, it begins another one, while a second thread
 * makes a checkpoint.
 */
final class JournalWriter {

  private static final Logger LOG =
      LoggerFactory.getLogger(JournalWriter.class);
  private static final long JOURNAL_LIMIT = 16 << 20; // bytes
  private static final long ACTIVE_LIMIT = // bytes, of the active changes
      Runtime.getRuntime().maxMemory() / 6;
  private static final long MEMORY_LIMIT = 3 * ACTIVE_LIMIT; // of all changes

  private final DataFiles files;
  private final Journal.Disk disk;
  private final MemTable table;
  private final CommitQueue queue;
  private final Checkpointer checkpoints;
  private final CompletableFuture<Void> saving;
  private Journal journal;
  private long number; // of the journal
  private boolean failing;

  /** Reads the files, and starts; changes nothing if they are damaged. */
  JournalWriter(DataFiles files, Journal.Disk disk, MemTable table,
      CommitQueue queue, Predicate<Mutation> isExpired) throws IOException {
    this.files = files;
    this.disk = disk;
    this.table = table;
    this.queue = queue;
    checkpoints = new Checkpointer(files, table, isExpired,
        task -> new Thread(task, "checkpoint").start());
    Recovery recovery =
        Recovery.replay(files, checkpoints.newest(), table::put);
    number = recovery.journal();
    journal = new Journal(files.journal(number), recovery.end(), disk);
    files.force();
    beginCheckpointIfDue();
    saving = CompletableFuture.runAsync(this::run,
        task -> new Thread(task, "store").start());
  }

  private void run() {
    for (Collection<JournalEntry> group;
        !(group = queue.take()).isEmpty(); ) {
      try {
        save(group);
      } catch (Throwable e) { // such as no memory: this thread has to go on
        queue.rollBack(e);
      }
    }
  }

  private synchronized void save(Collection<JournalEntry> changes)
      throws IOException {
    try {
      makeRoom();
      journal.append(changes);
      changes.forEach(each -> table.put(each.change()));
      failing = false;
    } catch (Throwable e) {
      if (!failing) {
        LOG.error("Not saved: {}", e.toString());
      }
      failing = true;
      throw e;
    }
    queue.saved();
    beginCheckpointIfDue();
  }

  private void beginCheckpointIfDue() {
    if (checkpoints.mayBegin() && (table.activeBytes() > ACTIVE_LIMIT
        || journal.size() > Math.max(JOURNAL_LIMIT, checkpoints.size() / 2)
        || table.checkpoint() instanceof TreeMap)) { // of an earlier version
      beginCheckpoint();
    }
  }

  /** Waits for a checkpoint if its changes take up too much memory. */
  private void makeRoom() throws IOException {
    if (table.bytes() > MEMORY_LIMIT) {
      checkpoints.await();
    }
    if (table.bytes() > MEMORY_LIMIT && checkpoints.mayBegin()) {
      beginCheckpoint();
      checkpoints.await();
    }
    if (table.bytes() > MEMORY_LIMIT) {
      throw new IOException("Without a checkpoint, the memory is full");
    }
  }

  /** Begins another journal, so that a checkpoint can replace this one. */
  private void beginCheckpoint() {
    try {
      journal.cutOff(); // only the last journal with any content may be torn
      if (journal.size() > 0 || number == checkpoints.newest()) {
        Journal last = journal;
        journal = Journal.begin(files, number + 1, disk);
        number++;
        last.close();
      }
      checkpoints.begin(number);
    } catch (Throwable e) { // what is saved is saved
      checkpoints.fail(e);
    }
  }

  /**
   * Makes a checkpoint without what has expired, and returns whether it could.
   * An interrupt would close the journal.
   */
  boolean sweep() {
    for (boolean begun = false; !begun; ) {
      checkpoints.await(); // meanwhile, changes are saved
      synchronized (this) {
        begun = !checkpoints.isBusy();
        if (begun) {
          checkpoints.sweepNext();
          beginCheckpoint();
        }
      }
    }
    return checkpoints.await();
  }

  /** Saves what is waiting; makes a checkpoint, so that a start is quick. */
  void close() throws IOException {
    queue.close();
    saving.join(); // also if interrupted: nobody may open the folder before
    journal.close();
    if (table.bytes() > 0 && !checkpoints.isBusy()) {
      checkpoints.begin(number + 1);
    }
    checkpoints.await();
  }
}
