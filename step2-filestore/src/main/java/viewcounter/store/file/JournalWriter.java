package viewcounter.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Collection;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import viewcounter.persistence.StoreException;
import viewcounter.store.engine.Mutation;

/**
 * Saves changes in a dedicated thread, as many at a time as are waiting. When
 * the journal has grown large, it begins another one, while a second thread
 * makes a checkpoint from the previous checkpoint and the changes since.
 */
final class JournalWriter {

  private static final Logger LOG =
      LoggerFactory.getLogger(JournalWriter.class);
  private static final long JOURNAL_LIMIT = 16 << 20; // bytes
  private static final long MEMORY_LIMIT = // bytes, of the active changes
      Runtime.getRuntime().maxMemory() / 6;

  private final DataFiles files;
  private final Journal.Disk disk;
  private final MemTable table;
  private final CommitQueue queue;
  private final Thread thread = new Thread(this::run, "store");
  private final Checkpoints checkpoints;
  private Journal journal;
  private long number; // of the journal
  private volatile boolean closed;

  /** Reads the files, and starts; changes nothing if they are damaged. */
  JournalWriter(DataFiles files, Journal.Disk disk, MemTable table,
      CommitQueue queue) throws IOException {
    this.files = files;
    this.disk = disk;
    this.table = table;
    this.queue = queue;
    checkpoints = new Checkpoints(files, table);
    Recovery recovery =
        Recovery.replay(files, checkpoints.newest(), table::put);
    number = recovery.journal();
    journal = new Journal(files.journal(number), recovery.end(), disk);
    files.force();
    thread.start();
  }

  private void run() {
    try {
      for (Collection<Mutation> group; !(group = queue.take()).isEmpty(); ) {
        save(group);
      }
    } catch (InterruptedException e) {
      throw new AssertionError("Nobody interrupts it", e);
    }
  }

  private synchronized void save(Collection<Mutation> changes) {
    try {
      journal.append(changes);
    } catch (Throwable e) {
      LOG.error("Not saved: {}", e.toString());
      queue.rollBack(e);
      return;
    }
    changes.forEach(table::put);
    queue.saved();
    checkpointIfDue();
  }

  private void checkpointIfDue() {
    long limit = Math.max(JOURNAL_LIMIT, checkpoints.size() / 8);
    boolean due = journal.size() > limit || table.bytes() > MEMORY_LIMIT;
    if (table.bytes() > 2 * MEMORY_LIMIT || due && !checkpoints.isBusy()) {
      checkpoints.await();
      if (beginAnother()) {
        checkpoints.begin(number, table.freeze()::forEach);
      }
    }
  }

  /** Makes a checkpoint without what is obsolete, and waits for it. */
  void compact(Predicate<Mutation> isObsolete) {
    do {
      checkpoints.await(); // meanwhile, changes are saved
    } while (!beginCompacting(isObsolete));
    checkpoints.await();
  }

  private synchronized boolean beginCompacting(Predicate<Mutation> isObsolete) {
    boolean canBegin = !checkpoints.isBusy();
    if (canBegin && !closed && beginAnother()) {
      table.freeze();
      checkpoints.beginAnew(number, action -> table.forEachFrozen(each -> {
        if (closed) { // who stops a program does not want to wait
          throw new StoreException("The store is closed", null);
        }
        if (!isObsolete.test(each)) {
          action.accept(each);
        }
      }));
    }
    return canBegin;
  }

  /** Begins another journal, so that a checkpoint can replace this one. */
  private boolean beginAnother() {
    try {
      journal.cutOff(); // only the last journal with any content may be torn
      Journal another = new Journal(files.journal(number + 1), 0, disk);
      try {
        files.force();
      } catch (IOException e) {
        another.close();
        Files.delete(files.journal(number + 1));
        throw e;
      }
      journal.close();
      journal = another;
      number++;
      return true;
    } catch (IOException e) {
      LOG.warn("Cannot begin another journal: {}", e.toString());
      return false;
    }
  }

  /** Saves what is waiting, closes the journal, and makes a checkpoint. */
  void close() throws IOException, InterruptedException {
    queue.close();
    closed = true;
    thread.join();
    synchronized (this) {
      checkpoints.await();
      journal.close();
      if (journal.size() > 0 || number > Math.max(1, checkpoints.newest())) {
        checkpoints.begin(number + 1, table.freeze()::forEach);
        checkpoints.await();
      }
    }
  }
}
