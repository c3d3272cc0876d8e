package viewcounter.store.file;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import viewcounter.persistence.StoreException;
import viewcounter.store.engine.Mutation;

/**
 * Changes that every reader sees but that are not on disk yet, and the
 * callbacks that wait for them. While one group of changes is being saved, new
 * changes collect in the next group (<em>group commit</em>).
 */
final class CommitQueue {

  private static final Logger LOG = LoggerFactory.getLogger(CommitQueue.class);

  private static final class Group {
    private final Map<String, JournalEntry> changes = new LinkedHashMap<>();
    private final List<Consumer<? super StoreException>> waiting =
        new ArrayList<>();

    void complete(StoreException failure) {
      for (Consumer<? super StoreException> each : waiting) {
        try {
          each.accept(failure);
        } catch (Throwable e) { // the others are called, and saving goes on
          LOG.error("A callback that waited for the disk failed", e);
        }
        Thread.interrupted(); // or the next write would close the journal
      }
    }
  }

  private Group next = new Group();
  private Group saving = new Group();
  private long rollbacks;
  private boolean closed;

  /** The newest unsaved change to a key, or null if there is none. */
  synchronized Mutation get(String key) {
    JournalEntry entry = next.changes.get(key);
    if (entry == null) {
      entry = saving.changes.get(key);
    }
    return entry == null ? null : entry.change();
  }

  /** How often changes could not be saved and were rolled back. */
  synchronized long rollbacks() {
    return rollbacks;
  }

  /**
   * Adds a change, which every reader sees at once.
   *
   * @param rollbacksSeen what {@link #rollbacks} was when the old value was
   *     read
   * @throws StoreException if changes were rolled back since then, as that old
   *     value may be one of them, or if the queue is closed
   */
  void add(Mutation change, long rollbacksSeen) {
    JournalEntry entry = new JournalEntry(change);
    synchronized (this) {
      if (closed || rollbacks != rollbacksSeen) {
        throw new StoreException(closed ? "The store is closed" : "Not saved",
            null);
      }
      if (next.changes.isEmpty()) {
        notifyAll();
      }
      next.changes.put(change.key(), entry);
    }
  }

  /** Calls back when all changes queued now are saved or rolled back. */
  void whenSaved(long rollbacksSeen, Consumer<? super StoreException> then) {
    StoreException failure = null;
    synchronized (this) {
      Group last = next.changes.isEmpty() ? saving : next;
      if (rollbacks != rollbacksSeen) {
        failure = new StoreException("Not saved", null);
      } else if (!last.changes.isEmpty()) {
        last.waiting.add(then);
        return;
      }
    }
    then.accept(failure);
  }

  /** Waits for changes to save; returns none once closed and empty. */
  synchronized Collection<JournalEntry> take() {
    while (next.changes.isEmpty() && !closed) {
      try {
        wait();
      } catch (InterruptedException e) {
        throw new AssertionError("Nobody interrupts it", e);
      }
    }
    saving = next;
    next = new Group();
    return saving.changes.values();
  }

  /** Reports that the changes taken are on disk and in the MemTable. */
  void saved() {
    Group saved;
    synchronized (this) {
      saved = saving;
      saving = new Group();
    }
    saved.complete(null);
  }

  /** Drops the changes taken, and the next ones, which may build on them. */
  void rollBack(Throwable cause) {
    List<Group> lost;
    synchronized (this) {
      lost = List.of(saving, next);
      saving = new Group();
      next = new Group();
      rollbacks++;
    }
    StoreException failure = new StoreException("Not saved", cause);
    lost.forEach(group -> group.complete(failure));
  }

  synchronized void close() {
    closed = true;
    notifyAll();
  }
}
