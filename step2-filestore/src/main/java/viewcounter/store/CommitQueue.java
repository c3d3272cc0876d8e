package viewcounter.store;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Consumer;

/**
 * Changes that everybody sees, but the disk does not have yet, and what waits
 * until it has them. One group of changes is being saved; those that come
 * meanwhile are the next group (a <em>group commit</em>).
 */
final class CommitQueue {

  private static final int FEW = 2; // sooner done than handed over

  private static final class Group {
    private final Map<String, Mutation> changes = new LinkedHashMap<>();
    private final List<Consumer<? super StoreException>> waiting = new ArrayList<>();

    void complete(StoreException failure) {
      Runnable all = () -> waiting.forEach(then -> then.accept(failure));
      if (waiting.size() <= FEW) {
        all.run();
      } else {
        ForkJoinPool.commonPool().execute(all);
      }
    }
  }

  private Group next = new Group();
  private Group saving = new Group();
  private long rollbacks;
  private boolean closed;

  /** The newest change of a key that is not saved yet, or null. */
  synchronized Mutation get(String key) {
    Mutation change = next.changes.get(key);
    return change != null ? change : saving.changes.get(key);
  }

  /** How often changes could not be saved, and were rolled back. */
  synchronized long rollbacks() {
    return rollbacks;
  }

  /**
   * Adds a change, for all to see.
   *
   * @param rollbacksSeen what {@link #rollbacks} was when the old value was
   *     read: after one more, that value may never have existed
   */
  synchronized void add(Mutation change, long rollbacksSeen) {
    if (closed || rollbacks != rollbacksSeen) {
      throw new StoreException(closed ? "The store is closed" : "Not saved",
          null);
    }
    if (next.changes.isEmpty()) {
      notifyAll();
    }
    next.changes.put(change.key(), change);
  }

  /** Calls back when all that is here now is saved, or rolled back. */
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

  /** Waits for changes to save; returns none when the queue is closed. */
  synchronized Collection<Mutation> take() throws InterruptedException {
    while (next.changes.isEmpty() && !closed) {
      wait();
    }
    saving = next;
    next = new Group();
    return saving.changes.values();
  }

  /** The changes that were taken are on disk, and in the MemTable. */
  void saved() {
    Group saved;
    synchronized (this) {
      saved = saving;
      saving = new Group();
    }
    saved.complete(null);
  }

  /** They are not: drops them, and those that may build on them. */
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
