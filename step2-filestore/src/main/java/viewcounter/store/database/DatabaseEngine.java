package viewcounter.store.database;

import java.sql.ResultSet;
import java.time.Clock;
import java.time.Duration;
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
 * <p>Most changes take a single statement (optimistic locking): it replaces a
 * value if that is still the one that was last seen here. If it is not, the row
 * is locked and read.
 */
public final class DatabaseEngine implements StorageEngine {

  private static final int CONNECTIONS = 10;

  private final Schema schema;
  private final Transactions transactions;
  private final SeenValues seen = new SeenValues();
  private volatile Duration ahead; // how far its clock is ahead of ours

  private DatabaseEngine(Schema schema) {
    this.schema = schema;
    transactions = new Transactions(schema.pool());
    ahead = clockDifference();
  }

  /**
   * Connects to a database.
   *
   * @param url in the form that PostgreSQL's JDBC driver expects
   * @param step whose data it has to be; unknown for any
   * @throws StartupException if it cannot be used, or belongs to another step
   */
  public static DatabaseEngine open(String url, Owner step) {
    return new DatabaseEngine(
        Schema.of(Pool.open(url, "primary", CONNECTIONS), step));
  }

  @Override
  public void prepare(String table) {
    schema.prepare(table);
  }

  @Override
  public Mutation get(String key) {
    return seen.add(transactions.run(connection -> Rows.get(connection, key)));
  }

  @Override
  public void put(Mutation change) {
    transactions.run(connection -> Rows.put(connection, change));
  }

  @Override
  public Mutation update(String key, UnaryOperator<Mutation> change) {
    return seen.add(transactions.run(connection -> {
      Mutation old = seen.take(key);
      Mutation next = old == null ? null : tried(change, old);
      if (next != old && Rows.replace(connection, old, next)) {
        return next;
      }
      connection.setAutoCommit(false);
      do {
        old = Rows.lock(connection, key);
        next = change.apply(old);
      } while (next != old && !Rows.replace(connection, old, next));
      connection.commit();
      return next;
    }));
  }

  /** The change of a value that may be outdated; if that fails, the value. */
  private static Mutation tried(UnaryOperator<Mutation> change, Mutation old) {
    try {
      return change.apply(old);
    } catch (RuntimeException e) {
      return old; // it needs the current value
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
  public void removeExpired(String table, long now,
      Predicate<Mutation> isExpired) {
    ahead = clockDifference();
    int removed;
    do {
      removed = transactions.run(connection ->
          Rows.removeExpired(connection, table, now));
    } while (removed > 0);
  }

  /** Asks for a transaction id, which only a primary assigns. */
  @Override
  public boolean isWritable() {
    try {
      return transactions.run(connection -> connection.createStatement()
          .execute("SELECT pg_current_xact_id()"));
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
    return new SharedClock(here, () -> ahead);
  }

  private Duration clockDifference() {
    return transactions.run(connection -> {
      try (ResultSet row = connection.createStatement()
          .executeQuery("SELECT clock_timestamp()")) {
        row.next();
        return Duration.between(Clock.systemUTC().instant(),
            row.getTimestamp(1).toInstant());
      }
    });
  }

  @Override
  public void close() {
    schema.pool().close();
  }
}
