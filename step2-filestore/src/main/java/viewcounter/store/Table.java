package viewcounter.store;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import viewcounter.persistence.ChangeListener;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.UnitOfWork;
import viewcounter.store.engine.Mutation;
import viewcounter.store.engine.StorageEngine;

/**
 * Records by key, in a {@link Store}. Each change to a key is atomic: if two
 * come at once, one sees the result of the other. Every reader sees a change at
 * once; a {@link UnitOfWork} reports when it is saved.
 *
 * <p>A function that changes a value must be quick, for others may wait for it.
 * It may be called twice, so it must do nothing else, and it must not use a
 * table: two such calls could wait for each other forever.
 *
 * <p>A method throws a {@link StoreException} if the store cannot do it, or if
 * what it has read was rolled back, and a {@link JsonParseException} if what is
 * stored is not such a record.
 *
 * @param <V> an immutable record, whose components Gson can write and read
 */
public final class Table<V> {

  private final StorageEngine engine;
  private final ChangeListener listener;
  private final String name;
  private final Class<V> type;
  private final ToLongFunction<V> expires;
  private final Clock clock;

  Table(StorageEngine engine, ChangeListener listener, String name,
      Class<V> type, ToLongFunction<V> expires, Clock clock) {
    this.engine = engine;
    this.listener = listener;
    this.name = name;
    this.type = type;
    this.expires = expires;
    this.clock = clock;
  }

  /** The value of a key; null if there is none or the key is null. */
  public V get(String key) {
    return key == null ? null : valueOf(engine.get(fullKey(key)));
  }

  /** Puts a value under a key, whatever was there. */
  public void put(String key, V value) {
    Mutation change = mutation(fullKey(key), requireNonNull(value));
    engine.put(change);
    listener.changed(name, key, change.json());
  }

  /** Adds a value under a new key; if the key exists, only returns false. */
  public boolean add(String key, V value) {
    Mutation next = mutation(fullKey(key), requireNonNull(value));
    return next == change(key,
        old -> old.json() == null || isExpired(old) ? next : old);
  }

  /**
   * Replaces the value of a key with what the function returns.
   *
   * @param change see above; if it returns null, the key is removed
   * @return the new value; null if there is none, or if the key is null
   */
  public V update(String key, UnaryOperator<V> change) {
    return key == null ? null : compute(key,
        value -> value == null ? null : change.apply(value));
  }

  /** Like update, but the function also gets null, if there is no value. */
  public V compute(String key, UnaryOperator<V> change) {
    return valueOf(change(key, old -> {
      V value = valueOf(old);
      V next = change.apply(value);
      return next == value ? old : mutation(old.key(), next);
    }));
  }

  /** Removes a key; does nothing if there is no such key. */
  public void remove(String key) {
    change(key, old ->
        old.json() == null ? old : new Mutation(old.key(), null));
  }

  private Mutation change(String key, UnaryOperator<Mutation> change) {
    Mutation[] before = {null};
    Mutation after = engine.update(fullKey(key),
        old -> change.apply(before[0] = old));
    if (after != before[0]) {
      listener.changed(name, key, after.json());
    }
    return after;
  }

  /** The keys whose values match at about this moment. */
  public List<String> keys(Predicate<V> values) {
    List<String> keys = new ArrayList<>();
    engine.forEach(name, each -> {
      if (matches(each, value -> value != null && values.test(value))) {
        keys.add(each.keyInTable());
      }
    });
    return keys;
  }

  private String fullKey(String key) {
    return name + '/' + requireNonNull(key, "key");
  }

  private Mutation mutation(String key, V value) {
    return value == null ? new Mutation(key, null) : new Mutation(key,
        Json.write(value), value, expires.applyAsLong(value));
  }

  /** The value, or null if there is none or it has expired. */
  private V valueOf(Mutation stored) {
    if (stored.json() == null) {
      return null;
    }
    V value = type.isInstance(stored.value()) ? type.cast(stored.value())
        : Json.read(stored.json(), type);
    return expires.applyAsLong(value) <= clock.millis() ? null : value;
  }

  /** Whether this is a record that has expired. */
  boolean isExpired(Mutation stored) {
    return stored.json() != null && matches(stored, value -> value == null);
  }

  private boolean matches(Mutation stored, Predicate<V> values) {
    try {
      return values.test(valueOf(stored));
    } catch (RuntimeException e) {
      return false; // one bad record is no reason to miss the others
    }
  }
}
