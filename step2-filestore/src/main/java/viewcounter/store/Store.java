package viewcounter.store;

import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.persistence.ChangeListener;
import viewcounter.persistence.Persistence;
import viewcounter.persistence.UnitOfWork;
import viewcounter.store.database.DatabaseEngine;
import viewcounter.store.engine.Mutation;
import viewcounter.store.engine.Owner;
import viewcounter.store.engine.StorageEngine;
import viewcounter.store.file.FileEngine;

/**
 * Tables in a folder, or in a database. A program calls {@link #begin} before
 * it reads or changes anything, and reveals none of that to the outside before
 * {@link UnitOfWork#whenSaved} calls back: from then on it survives a crash.
 */
public final class Store implements Persistence {

  private final StorageEngine engine;
  private final Set<String> tables = new ConcurrentSkipListSet<>();
  private volatile ChangeListener listener = (table, key, json) -> {};

  /** A store with this engine. */
  public Store(StorageEngine engine) {
    this.engine = engine;
  }

  /**
   * Opens the store that the settings name, for a step. From the first time on,
   * it belongs to that step.
   *
   * @throws StartupException if it belongs to another, or cannot be opened
   */
  public static Store open(int step, Settings settings) {
    return new Store(settings.database() == null
        ? FileEngine.open(settings.data(), new Owner(step))
        : DatabaseEngine.open(settings.database(), new Owner(step)));
  }

  /** The same, for a tool, whichever step it belongs to. */
  public static Store open(Settings settings) {
    return open(Owner.UNKNOWN.step(), settings);
  }

  /**
   * Opens the store in a folder, and creates the folder if it does not exist.
   *
   * @throws StartupException if the folder cannot be written, its files are
   *     damaged, or it is already open; its data is then left as it is
   */
  public static Store open(Path folder) {
    return new Store(FileEngine.open(folder, Owner.UNKNOWN));
  }

  /** The table with this name, whose values are records of this type. */
  public <V> Table<V> table(String name, Class<V> type) {
    prepare(name, null);
    return new Table<>(engine, this::changed, name, type,
        value -> Mutation.NEVER, Clock.systemUTC());
  }

  /**
   * A table whose records expire: they are not found then, and removed later.
   *
   * @param expires returns the time at which a record expires, in
   *     milliseconds since 1970
   */
  public <V> Table<V> table(String name, Class<V> type,
      ToLongFunction<V> expires, Clock clock) {
    Table<V> table = new Table<>(engine, this::changed, name, type, expires,
        clock(clock));
    prepare(name, table::isExpired);
    return table;
  }

  private void prepare(String table, Predicate<Mutation> isExpired) {
    engine.prepare(table, isExpired);
    tables.add(table);
  }

  private void changed(String table, String key, String json) {
    listener.changed(table, key, json);
  }

  /** Removes what has expired now, instead of some time later. */
  public void removeExpired() {
    engine.removeExpired();
  }

  /** A clock that shows the same time to all who share this store. */
  public Clock clock(Clock here) {
    return engine.clock(here);
  }

  @Override
  public void onChange(ChangeListener listener) {
    this.listener = listener;
  }

  @Override
  public void forEach(ChangeListener listener) {
    tables.forEach(table -> engine.forEach(table, each ->
        listener.changed(table, each.keyInTable(), each.json())));
  }

  @Override
  public UnitOfWork begin() {
    return engine.begin();
  }

  @Override
  public boolean isWritable() {
    return engine.isWritable();
  }

  @Override
  public void close() {
    engine.close();
  }
}
