package viewcounter.store.file;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import viewcounter.store.engine.Mutation;

/**
 * What is saved, in three levels: the checkpoint; while the next one is being
 * made, the changes that it will add (frozen); and the changes since (active).
 * Requests read it without a lock.
 */
final class MemTable {

  private volatile Map<String, Mutation> active = new ConcurrentHashMap<>();
  private volatile Map<String, Mutation> frozen = Map.of();
  private volatile SortedMap<String, String> checkpoint =
      Collections.emptySortedMap();
  private volatile long activeBytes;
  private volatile long frozenBytes;

  /** Searches in the order in which a change moves, so it misses none. */
  Mutation get(String key) {
    Mutation change = active.get(key);
    if (change == null) {
      change = frozen.get(key);
    }
    return change != null ? change : new Mutation(key, checkpoint.get(key));
  }

  /** Passes on all values of a table, each key once, in their order. */
  void forEach(String table, Consumer<Mutation> action) {
    Map<String, Mutation> changes = new HashMap<>(active);
    frozen.forEach(changes::putIfAbsent);
    new MergeIterator(checkpoint, changes).forEachRemaining(each -> {
      if (each.json() != null && each.isIn(table)) {
        action.accept(each);
      }
    });
  }

  /** Roughly how much memory the active changes take. */
  long activeBytes() {
    return activeBytes;
  }

  /** Roughly how much memory all changes since the checkpoint take. */
  long bytes() {
    return activeBytes + frozenBytes;
  }

  /** Only one thread may change the table. */
  void put(Mutation change) {
    Mutation old = active.put(change.key(), change);
    activeBytes += bytes(change) - (old == null ? 0 : bytes(old));
  }

  /** The objects around a change, its key, its JSON and its value. */
  private static int bytes(Mutation change) {
    return 160 + change.key().length()
        + (change.json() == null ? 0 : 5 * change.json().length());
  }

  /**
   * From now on, changes are for the checkpoint after the next one. If the one
   * before failed, its changes are still frozen, and are for the next one, too.
   */
  void freeze() {
    for (Mutation change : frozen.values()) {
      if (active.putIfAbsent(change.key(), change) == null) {
        activeBytes += bytes(change);
      }
    }
    frozen = active;
    frozenBytes = activeBytes;
    active = new ConcurrentHashMap<>();
    activeBytes = 0;
  }

  Map<String, Mutation> frozen() {
    return frozen;
  }

  SortedMap<String, String> checkpoint() {
    return checkpoint;
  }

  /** Takes in a new checkpoint, which contains all that was frozen. */
  void replace(SortedMap<String, String> checkpoint) {
    this.checkpoint = checkpoint;
    frozen = Map.of();
    frozenBytes = 0;
  }
}
