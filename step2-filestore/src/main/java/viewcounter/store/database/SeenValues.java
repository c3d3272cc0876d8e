package viewcounter.store.database;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import viewcounter.store.engine.Mutation;

/** The values that were last seen here; others may have changed them. */
final class SeenValues {

  private static final int MOST = 10_000;

  private final Map<String, Mutation> values = new ConcurrentHashMap<>();

  /** Remembers a value, and returns it. */
  Mutation add(Mutation value) {
    if (value.json() != null) {
      if (values.size() >= MOST) {
        values.clear(); // those in use will soon be back
      }
      values.put(value.key(), value);
    }
    return value;
  }

  /** Takes a value out, so that no other thread uses it; null if none. */
  Mutation take(String key) {
    return values.remove(key);
  }
}
