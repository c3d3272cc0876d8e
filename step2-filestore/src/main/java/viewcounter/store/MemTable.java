package viewcounter.store;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import viewcounter.store.Mutation.Key;

/**
 * What the tables hold: the checkpoint, what the next checkpoint will have on
 * top of it while that is being made, and what has changed since.
 */
final class MemTable implements Closeable {

  private final Checkpoint checkpoint;
  private volatile Map<Key, Mutation> frozen = Map.of();
  private volatile Map<Key, Mutation> active = new ConcurrentHashMap<>();

  MemTable(Path checkpoint) {
    this.checkpoint = new Checkpoint(checkpoint);
  }

  /** Looks in the order in which a change moves on, so it misses none. */
  String get(Key key) {
    Mutation change = active.get(key);
    if (change == null) {
      change = frozen.get(key);
    }
    return change != null ? change.json() : checkpoint.get(key);
  }

  void forEach(String table, BiConsumer<String, String> action) {
    Map<Key, Mutation> newest = active;
    Map<Key, Mutation> newer = frozen;
    checkpoint.forEach(table, (name, json) -> {
      Key key = new Key(table, name);
      if (!newer.containsKey(key) && !newest.containsKey(key)) {
        action.accept(name, json);
      }
    });
    newer.forEach((key, change) -> {
      if (!newest.containsKey(key)) {
        accept(table, change, action);
      }
    });
    newest.values().forEach(change -> accept(table, change, action));
  }

  private static void accept(String table, Mutation change,
      BiConsumer<String, String> action) {
    if (change.key().table().equals(table) && change.json() != null) {
      action.accept(change.key().name(), change.json());
    }
  }

  void apply(Collection<Mutation> changes) {
    changes.forEach(change -> active.put(change.key(), change));
  }

  /** From now on, changes are for the checkpoint after the next one. */
  void beginCheckpoint() {
    frozen = active;
    active = new ConcurrentHashMap<>();
  }

  /** Makes the checkpoint that was begun; changes may go on meanwhile. */
  void finishCheckpoint() throws IOException {
    checkpoint.update(frozen.values());
    frozen = Map.of();
  }

  @Override
  public void close() {
    checkpoint.close();
  }
}
