package viewcounter.store.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import viewcounter.launch.StartupException;
import viewcounter.store.engine.Mutation;
import viewcounter.store.engine.StorageEngine;
import viewcounter.store.engine.StoreException;
import viewcounter.store.engine.UnitOfWork;

/**
 * Keeps everything in a PostgreSQL database, for any number of programs. A
 * change is one transaction, which is committed before the method returns.
 */
public final class DatabaseEngine implements StorageEngine {

  private static final String READ = "SELECT value FROM %s WHERE key = ?";
  private static final String ADD =
      "INSERT INTO %s (value, expires, key) VALUES (?::json, ?, ?)"
          + " ON CONFLICT (key) DO ";
  private static final int TOGETHER = 1000; // removed or fetched at once

  private final HikariDataSource pool;
  private final Transactions transactions;
  private volatile Duration ahead; // what its clock shows more than ours

  private DatabaseEngine(HikariDataSource pool) {
    this.pool = pool;
    transactions = new Transactions(pool);
    ahead = clockDifference();
  }

  /**
   * Connects to a database.
   *
   * @param url as PostgreSQL's JDBC driver wants it
   * @throws StartupException if it cannot be used
   */
  public static DatabaseEngine open(String url) {
    return new DatabaseEngine(Pool.open(url));
  }

  @Override
  public void prepare(String table) {
    Schema.prepare(pool, table);
  }

  @Override
  public Mutation get(String key) {
    return transactions.run(connection -> read(connection, READ, key));
  }

  @Override
  public void put(Mutation change) {
    transactions.run(connection -> write(connection, ADD
        + "UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires",
        change));
  }

  @Override
  public Mutation update(String key, UnaryOperator<Mutation> change) {
    return transactions.run(connection -> {
      connection.setAutoCommit(false);
      Mutation old;
      Mutation next;
      do {
        old = read(connection, READ + " FOR UPDATE", key);
        next = change.apply(old);
      } while (next != old && replace(connection, old, next) == 0);
      connection.commit();
      return next;
    });
  }

  /** Returns 0 if the key was new, and somebody else was quicker. */
  private static int replace(Connection connection, Mutation old,
      Mutation next) throws SQLException {
    if (next.json() == null) {
      try (PreparedStatement delete = connection.prepareStatement(
          "DELETE FROM " + next.table() + " WHERE key = ?")) {
        delete.setString(1, next.keyInTable());
        return delete.executeUpdate();
      }
    }
    return write(connection, old.json() == null ? ADD + "NOTHING"
        : "UPDATE %s SET value = ?::json, expires = ? WHERE key = ?", next);
  }

  private static Mutation read(Connection connection, String sql, String key)
      throws SQLException {
    Mutation asked = new Mutation(key, null);
    try (PreparedStatement query =
        connection.prepareStatement(sql.formatted(asked.table()))) {
      query.setString(1, asked.keyInTable());
      ResultSet row = query.executeQuery();
      return row.next() ? new Mutation(key, row.getString(1)) : asked;
    }
  }

  private static int write(Connection connection, String sql, Mutation change)
      throws SQLException {
    try (PreparedStatement write =
        connection.prepareStatement(sql.formatted(change.table()))) {
      write.setString(1, change.json());
      if (change.expires() == Mutation.NEVER) {
        write.setNull(2, Types.TIMESTAMP_WITH_TIMEZONE);
      } else {
        write.setTimestamp(2, new Timestamp(change.expires()));
      }
      write.setString(3, change.keyInTable());
      return write.executeUpdate();
    }
  }

  @Override
  public void forEach(String table, Consumer<Mutation> action) {
    transactions.run(connection -> {
      connection.setAutoCommit(false); // or all of it would be fetched at once
      try (PreparedStatement query = connection.prepareStatement(
          "SELECT key, value FROM " + table)) {
        query.setFetchSize(TOGETHER);
        ResultSet rows = query.executeQuery();
        while (rows.next()) {
          action.accept(new Mutation(table + '/' + rows.getString(1),
              rows.getString(2)));
        }
      }
      return null;
    });
  }

  @Override
  public void removeExpired(String table, long now,
      Predicate<Mutation> isExpired) {
    ahead = clockDifference();
    while (transactions.run(connection -> {
      try (PreparedStatement delete = connection.prepareStatement(
          "DELETE FROM " + table + " WHERE key IN (SELECT key FROM " + table
              + " WHERE expires <= ? LIMIT ? FOR UPDATE SKIP LOCKED)")) {
        delete.setTimestamp(1, new Timestamp(now));
        delete.setInt(2, TOGETHER);
        return delete.executeUpdate();
      }
    }) == TOGETHER) {}
  }

  /** Asks for the number of a transaction, which only a primary gives. */
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
    pool.close();
  }
}
