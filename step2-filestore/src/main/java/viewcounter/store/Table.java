package viewcounter.store;

import static java.util.Objects.requireNonNull;
import static viewcounter.store.engine.Mutation.NEVER;

import com.google.gson.JsonParseException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.UnitOfWork;
import viewcounter.store.engine.Mutation;

/**
 * Records by key, in a {@link Store}. Each change to a key is atomic: if two
 * come at once, one sees the result of the other. Every reader sees a change at
 * once; a {@link UnitOfWork} reports when it is saved.
 *
 * <p>A method throws a {@link StoreException} if the store is closed or cannot
 * do it, or if the value that it read was rolled back meanwhile.
 *
 * @param <V> an immutable record, whose components Gson can write and read
 */
public final class Table<V> {

  private final Store store;
  private final String name;
  private final Class<V> type;
  private final ToLongFunction<V> expires;
  private final Clock clock;

  Table(Store store, String name, Class<V> type, ToLongFunction<V> expires,
      Clock clock) {
    this.store = store;
    this.name = name;
    this.type = type;
    this.expires = expires;
    this.clock = clock;
  }

  /**
   * The value of a key; null if there is none, or if the key is null.
   *
   * @throws JsonParseException if what is stored is not such a record
   */
  public V get(String key) {
    return key == null ? null : valueOf(store.engine.get(fullKey(key)));
  }

  /** Puts a value under a key, whatever was there. */
  public void put(String key, V value) {
    store.put(mutation(fullKey(key), requireNonNull(value)));
  }

  /** Adds a value under a new key; if the key exists, only returns false. */
  public boolean add(String key, V value) {
    Mutation added = mutation(fullKey(key), requireNonNull(value));
    return store.update(added.key(),
        old -> old.json() == null || isExpired(old) ? added : old) == added;
  }

  /**
   * Replaces the value of a key with what the function returns.
   *
   * @param change must be quick, because others may wait for it, and may be
   *     called again, if others were quicker; if it returns null, the key is
   *     removed
   * @return the new value; null if there is none, or if the key is null
   */
  public V update(String key, UnaryOperator<V> change) {
    return key == null ? null : compute(key,
        value -> value == null ? null : change.apply(value));
  }

  /** Like update, but the function also gets null, if there is no value. */
  public V compute(String key, UnaryOperator<V> change) {
    return valueOf(store.update(fullKey(key), old -> {
      V value = valueOf(old);
      V next = change.apply(value);
      return next == value ? old : mutation(old.key(), next);
    }));
  }

  /** Removes a key; does nothing if there is no such key. */
  public void remove(String key) {
    store.update(fullKey(key),
        old -> old.json() == null ? old : new Mutation(old.key(), null));
  }

  /**
   * The keys whose values match at about this moment. What is stored but is not
   * such a record never matches.
   */
  public List<String> keys(Predicate<V> values) {
    List<String> keys = new ArrayList<>();
    store.engine.forEach(name, each -> {
      if (matches(each, value -> value != null && values.test(value))) {
        keys.add(each.keyInTable());
      }
    });
    return keys;
  }

  /** Removes the records that have expired. */
  public void removeExpired() {
    store.engine.removeExpired(name, this::isExpired);
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
    long end = expires.applyAsLong(value);
    return end != NEVER && end <= clock.millis() ? null : value;
  }

  private boolean isExpired(Mutation stored) {
    return stored.json() != null && matches(stored, Objects::isNull);
  }

  private boolean matches(Mutation stored, Predicate<V> values) {
    try {
      return values.test(valueOf(stored));
    } catch (JsonParseException e) {
      return false; // one bad record is no reason to miss the others
    }
  }
}
