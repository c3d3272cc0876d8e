package viewcounter.store.file;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
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
  private volatile Map<String, String> checkpoint = Map.of();
  private volatile long bytes; // of the active changes

  /** Searches in the order in which a change moves, so it misses none. */
  Mutation get(String key) {
    Mutation change = active.get(key);
    if (change == null) {
      change = frozen.get(key);
    }
    return change != null ? change : new Mutation(key, checkpoint.get(key));
  }

  /** Passes on all values, each key once. */
  void forEach(Consumer<Mutation> action) {
    Map<String, Mutation> changed = new HashMap<>(active);
    frozen.forEach(changed::putIfAbsent);
    forEach(checkpoint, changed, action);
  }

  /** Passes on all values, except for the active changes. */
  void forEachFrozen(Consumer<Mutation> action) {
    forEach(checkpoint, frozen, action);
  }

  private static void forEach(Map<String, String> checkpoint,
      Map<String, Mutation> changed, Consumer<Mutation> action) {
    checkpoint.forEach((key, json) -> {
      if (!changed.containsKey(key)) {
        action.accept(new Mutation(key, json));
      }
    });
    changed.values().stream().filter(change -> change.json() != null)
        .forEach(action);
  }

  /** Roughly how much memory the active changes take. */
  long bytes() {
    return bytes;
  }

  /** Only one thread may change the table. */
  void put(Mutation change) {
    Mutation old = active.put(change.key(), change);
    bytes += bytes(change) - (old == null ? 0 : bytes(old));
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
  Collection<Mutation> freeze() {
    frozen.forEach(active::putIfAbsent);
    frozen = active;
    active = new ConcurrentHashMap<>();
    bytes = 0;
    return frozen.values();
  }

  /** Takes in a new checkpoint, which contains all that was frozen. */
  void replace(Map<String, String> checkpoint) {
    this.checkpoint = checkpoint;
    frozen = Map.of();
  }
}
