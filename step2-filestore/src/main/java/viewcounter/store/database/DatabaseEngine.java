package viewcounter.store.database;

import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import viewcounter.launch.StartupException;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.UnitOfWork;
import viewcounter.store.engine.Mutation;
import viewcounter.store.engine.Owner;
import viewcounter.store.engine.StorageEngine;

/**
 * Keeps everything in a PostgreSQL database, for any number of programs. A
 * change is one transaction, which is committed before the method returns.
 *
 * <p>Most changes take a single statement (optimistic locking), which replaces
 * the value that was last seen here. If it has changed, the row is locked.
 */
public final class DatabaseEngine implements StorageEngine {

  private final Schema schema;
  private final Transactions transactions;
  private final SeenValues seen = new SeenValues();
  private final DatabaseTime time;
  private final Set<String> tables = ConcurrentHashMap.newKeySet();
  private final Sweeper sweeper;

  /** @param here the clock of this machine, which may be wrong */
  DatabaseEngine(Schema schema, Clock here) {
    this.schema = schema;
    time = new DatabaseTime(here, System::nanoTime);
    transactions = new Transactions(schema.pool(), time);
    transactions.run(connection -> null); // measures the time
    sweeper = new Sweeper(this::removeExpired);
  }

  /**
   * Connects to a database.
   *
   * @param url in the form that PostgreSQL's JDBC driver expects
   * @param step whose data it has to be; unknown for any
   * @throws StartupException if it cannot be used, or belongs to another step
   */
  public static DatabaseEngine open(String url, Owner step) {
    Schema schema = Schema.of(Pool.open(url, "primary", 10), step);
    try {
      return new DatabaseEngine(schema, Clock.systemUTC());
    } catch (StoreException e) {
      schema.pool().close();
      throw Pool.unusable(url, Pool.message((SQLException) e.getCause()), e);
    }
  }

  @Override
  public void prepare(String table, Predicate<Mutation> isExpired) {
    schema.prepare(table);
    tables.add(table);
  }

  @Override
  public Mutation get(String key) {
    return seen.add(transactions.run(connection -> Rows.get(connection, key)));
  }

  @Override
  public void put(Mutation change) {
    transactions.run(connection -> Rows.put(connection, change));
    transactions.saved();
  }

  @Override
  public Mutation update(String key, UnaryOperator<Mutation> change) {
    return seen.add(transactions.run(connection -> {
      Mutation old = seen.take(key);
      Mutation next = old == null ? null : tried(change, old);
      if (next != old && Rows.replace(connection, old, next)) {
        transactions.saved();
        return next;
      }
      connection.setAutoCommit(false);
      do {
        old = Rows.lock(connection, key);
        next = change.apply(old);
      } while (next != old && !Rows.replace(connection, old, next));
      if (next != old) {
        transactions.saved();
      }
      connection.rollback(); // only a lock; a commit would await the standby
      return next;
    }));
  }

  /** The change of a value that may be outdated; if that fails, the value. */
  private static Mutation tried(UnaryOperator<Mutation> change, Mutation old) {
    try {
      return change.apply(old);
    } catch (RuntimeException e) { // it needs the current value
      return old;
    }
  }

  @Override
  public void forEach(String table, Consumer<Mutation> action) {
    transactions.run(connection -> {
      Rows.forEach(connection, table, action);
      return null;
    });
  }

  @Override
  public void removeExpired() {
    tables.forEach(table -> {
      while (transactions.run(each -> Rows.removeExpired(each, table)) > 0) {
        transactions.saved();
      }
    });
  }

  @Override
  public boolean isWritable() {
    try {
      transactions.run(each -> Rows.check(each, tables.iterator().next()));
      transactions.saved();
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  @Override
  public UnitOfWork begin() {
    return UnitOfWork.SAVED_AT_ONCE;
  }

  @Override
  public Clock clock(Clock here) {
    return time.shared(here);
  }

  @Override
  public void close() {
    sweeper.close();
    schema.pool().close();
  }
}
