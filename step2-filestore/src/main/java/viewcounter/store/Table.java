package viewcounter.store;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonParseException;
import com.google.gson.stream.JsonReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import viewcounter.store.Mutation.Key;

/**
 * Records by name, in a {@link Store}. Each method is atomic: of two that
 * come at once one sees what the other did. What a method changed is on disk
 * when it returns; if it cannot be saved, it throws a {@link StoreException}.
 *
 * @param <V> a record, whose parts Gson can write and read
 */
public final class Table<V> {

  private static final Gson GSON = new GsonBuilder().disableHtmlEscaping()
      .setObjectToNumberStrategy(Table::wholeNumbersStayWhole).create();

  private static final int TOGETHER = 1000; // forced to disk at once

  private final Store store;
  private final String name;
  private final Class<V> type;

  Table(Store store, String name, Class<V> type) {
    this.store = store;
    this.name = name;
    this.type = type;
  }

  /**
   * The value of a key, or null if there is none, as there is for null.
   *
   * @throws JsonParseException if what is stored is no such record
   */
  public V get(String key) {
    return key == null ? null : read(store.get(new Key(name, key)));
  }

  /** Puts a value under a key, whatever was there. */
  public void put(String key, V value) {
    String json = GSON.toJson(value);
    store.update(new Key(name, key), old -> json);
  }

  /** Puts a value under a new key; false if the key exists: no change then. */
  public boolean add(String key, V value) {
    boolean[] added = new boolean[1];
    change(key, old -> {
      added[0] = old == null;
      return added[0] ? value : old;
    });
    return added[0];
  }

  /**
   * Replaces the value of a key by what the function makes of it.
   *
   * @param change runs once, in the store's thread: it has to be quick; if it
   *     returns null, the key is removed
   * @return the new value, or null if there is no such key, as for null
   */
  public V update(String key, UnaryOperator<V> change) {
    return key == null ? null
        : change(key, old -> old == null ? null : change.apply(old));
  }

  /** Removes a key; does nothing if there is no such key. */
  public void remove(String key) {
    store.update(new Key(name, key), old -> null);
  }

  /**
   * The keys whose values are as asked for, at about this moment; not those
   * whose values are no such records.
   */
  public List<String> keys(Predicate<V> values) {
    List<String> keys = new ArrayList<>();
    store.forEach(name, (key, json) -> {
      try {
        if (values.test(read(json))) {
          keys.add(key);
        }
      } catch (JsonParseException e) {
        // one bad record is no reason to miss the others
      }
    });
    return keys;
  }

  /** Removes all keys whose values are as asked for. */
  public void removeIf(Predicate<V> values) {
    List<CompletableFuture<String>> removed = new ArrayList<>();
    for (String key : keys(values)) {
      removed.add(store.submit(new Key(name, key), json ->
          json == null || values.test(read(json)) ? null : json));
      if (removed.size() == TOGETHER) {
        removed.forEach(Store::await);
        removed.clear();
      }
    }
    removed.forEach(Store::await);
  }

  private V change(String key, UnaryOperator<V> change) {
    return read(store.update(new Key(name, key), json -> {
      V old = read(json);
      V value = change.apply(old);
      return value == null ? null : value == old ? json : GSON.toJson(value);
    }));
  }

  private V read(String json) {
    return json == null ? null : GSON.fromJson(json, type);
  }

  /** Gson would make 1.0 of 1 where no type is given. */
  private static Number wholeNumbersStayWhole(JsonReader json)
      throws IOException {
    String number = json.nextString();
    try {
      long whole = Long.parseLong(number);
      return (int) whole == whole ? (Number) (int) whole : (Number) whole;
    } catch (NumberFormatException e) {
      return Double.valueOf(number);
    }
  }
}
