package viewcounter.store.engine;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.UnitOfWork;

/**
 * Keeps JSON under keys. Each change to a key is atomic: if two come at once,
 * one sees the result of the other. What a {@link UnitOfWork} reports as saved
 * survives a crash.
 *
 * <p>A key is the name of a table, a slash, and the key in that table. A method
 * that cannot do what it says throws a {@link StoreException}.
 */
public interface StorageEngine extends AutoCloseable {

  /**
   * Prepares a table, before anything else is done with it. Its contents stay.
   *
   * @param isExpired which of its records have expired, by the clock of this
   *     program; where several share what is stored, their common clock
   *     decides; null if no record ever expires
   * @throws viewcounter.launch.StartupException if that is impossible
   */
  void prepare(String table, Predicate<Mutation> isExpired);

  /** The value of a key; its JSON is null if there is none. */
  Mutation get(String key);

  /** Puts a value under a key, whatever was there. */
  void put(Mutation change);

  /**
   * Replaces the value of a key with what the function returns; nothing is
   * changed if that is the same object. The function may be called more than
   * once, and only the last call counts.
   *
   * @return what the function returned
   */
  Mutation update(String key, UnaryOperator<Mutation> change);

  /** Passes on each key of a table once, at about this moment. */
  void forEach(String table, Consumer<Mutation> action);

  /** Removes what has expired now, instead of some time later. */
  void removeExpired();

  /** Begins a unit of work. */
  UnitOfWork begin();

  /** Whether something can be saved now; takes less than five seconds. */
  boolean isWritable();

  /** A clock that shows the same time to all who share what is stored. */
  default Clock clock(Clock here) {
    return here;
  }

  /** Releases all resources, once everything is saved. */
  @Override
  void close();
}
