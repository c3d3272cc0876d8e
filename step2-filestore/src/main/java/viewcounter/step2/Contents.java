package viewcounter.step2;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import viewcounter.step2.Change.Key;

/** What the tables hold: the checkpoint, and what has changed since. */
final class Contents implements Closeable {

  private final Checkpoint checkpoint;
  private final Map<Key, Change> recent = new ConcurrentHashMap<>();

  Contents(Path checkpoint) {
    this.checkpoint = new Checkpoint(checkpoint);
  }

  String get(Key key) {
    Change change = recent.get(key);
    return change != null ? change.json() : checkpoint.get(key);
  }

  void forEach(String table, BiConsumer<String, String> action) {
    checkpoint.forEach(table, (name, json) -> {
      if (!recent.containsKey(new Key(table, name))) {
        action.accept(name, json);
      }
    });
    recent.forEach((key, change) -> {
      if (key.table().equals(table) && change.json() != null) {
        action.accept(key.name(), change.json());
      }
    });
  }

  void apply(Collection<Change> changes) {
    changes.forEach(change -> recent.put(change.key(), change));
  }

  /** Puts all that has changed into a new checkpoint. */
  void makeCheckpoint() throws IOException {
    checkpoint.update(recent.values());
    recent.clear();
  }

  @Override
  public void close() {
    checkpoint.close();
  }
}
