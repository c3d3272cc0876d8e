package viewcounter.store;

import static java.util.Objects.requireNonNull;

import com.google.gson.JsonParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Records by key, in a {@link Store}. Each change to a key is atomic: if two
 * come at once, one sees the result of the other. Every reader sees a change at
 * once; a {@link UnitOfWork} reports when it is saved.
 *
 * <p>A method that changes something throws a {@link StoreException} if the
 * store is closed, or if the value that it read was rolled back meanwhile.
 *
 * @param <V> an immutable record, whose components Gson can write and read
 */
public final class Table<V> {

  private static final int TOGETHER = 1000; // removed before it waits

  private final Store store;
  private final String prefix;
  private final Class<V> type;

  Table(Store store, String name, Class<V> type) {
    this.store = store;
    this.prefix = name + '/';
    this.type = type;
  }

  /**
   * The value of a key; null if there is none, or if the key is null.
   *
   * @throws JsonParseException if what is stored is not such a record
   */
  public V get(String key) {
    return key == null ? null : valueOf(store.get(prefix + key));
  }

  /** Puts a value under a key, whatever was there. */
  public void put(String key, V value) {
    store.put(mutation(keyOf(key), requireNonNull(value)));
  }

  /** Adds a value under a new key; if the key exists, only returns false. */
  public boolean add(String key, V value) {
    Mutation added = mutation(keyOf(key), requireNonNull(value));
    return store.update(added.key(),
        old -> old.json() == null ? added : old) == added;
  }

  /**
   * Replaces the value of a key with what the function returns.
   *
   * @param change must be quick, because others may wait for it; if it returns
   *     null, the key is removed
   * @return the new value; null if there is none, or if the key is null
   */
  public V update(String key, UnaryOperator<V> change) {
    return key == null ? null
        : valueOf(store.update(prefix + key, old -> {
          V value = valueOf(old);
          V next = value == null ? null : change.apply(value);
          return next == value ? old : mutation(old.key(), next);
        }));
  }

  /** Removes a key; does nothing if there is no such key. */
  public void remove(String key) {
    store.update(keyOf(key), Table::removed);
  }

  /**
   * The keys whose values match, at about this moment. What is stored but is
   * not such a record never matches.
   */
  public List<String> keys(Predicate<V> values) {
    List<String> keys = new ArrayList<>();
    forEach(values, key -> keys.add(key.substring(prefix.length())));
    return keys;
  }

  /** Removes the keys whose values match, and returns when that is saved. */
  public void removeIf(Predicate<V> values) {
    List<String> found = new ArrayList<>();
    forEach(values, key -> {
      found.add(key);
      if (found.size() == TOGETHER) {
        remove(found, values);
      }
    });
    remove(found, values);
  }

  private void remove(List<String> keys, Predicate<V> values) {
    UnitOfWork work = store.begin();
    keys.forEach(key -> store.update(key, each ->
        isAsAsked(each, values) ? removed(each) : each));
    keys.clear();
    work.awaitSaved();
  }

  private void forEach(Predicate<V> values, Consumer<String> keys) {
    store.begin().awaitSaved(); // only what is saved is listed
    store.forEach(each -> {
      if (isAsAsked(each, values)) {
        keys.accept(each.key());
      }
    });
  }

  private String keyOf(String key) {
    return prefix + requireNonNull(key, "key");
  }

  private boolean isAsAsked(Mutation each, Predicate<V> values) {
    try {
      return each.key().startsWith(prefix) && each.json() != null
          && values.test(valueOf(each));
    } catch (JsonParseException e) {
      return false; // one bad record is no reason to miss the others
    }
  }

  private static Mutation removed(Mutation old) {
    return old.json() == null ? old : new Mutation(old.key(), null);
  }

  private static Mutation mutation(String key, Object value) {
    return value == null ? new Mutation(key, null)
        : new Mutation(key, Json.write(value), value);
  }

  private V valueOf(Mutation stored) {
    return stored.json() == null ? null
        : type.isInstance(stored.value()) ? type.cast(stored.value())
        : Json.read(stored.json(), type);
  }
}
