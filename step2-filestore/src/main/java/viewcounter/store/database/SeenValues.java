package viewcounter.store.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import viewcounter.store.engine.Mutation;

/** The values that were seen here last; others may have changed them since. */
final class SeenValues {

  private static final int MOST = 10_000;

  private final Map<String, Mutation> values = new ConcurrentHashMap<>();

  /** Remembers a value, and returns it. */
  Mutation add(Mutation value) {
    if (value.json() != null) {
      if (values.size() >= MOST) {
        values.clear(); // what is in use is soon here again
      }
      values.put(value.key(), value);
    }
    return value;
  }

  /** Takes a value away, so that no other thread tries it, too; or null. */
  Mutation take(String key) {
    return values.remove(key);
  }
}
