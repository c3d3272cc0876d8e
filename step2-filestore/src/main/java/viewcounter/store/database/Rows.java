package viewcounter.store.database;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.UUID;
import java.util.function.Consumer;
import viewcounter.store.engine.Mutation;

/** Reads and writes the rows of our tables, in SQL. */
final class Rows {

  private static final String READ = "SELECT value FROM %s WHERE key = ?";
  private static final String ADD =
      "INSERT INTO %s (value, expires, key) VALUES (?::json, ?, ?)"
          + " ON CONFLICT (key) DO ";
  private static final String SAME = " WHERE key = ? AND value::text = ?";
  private static final int TOGETHER = 1000; // removed or fetched at once

  private Rows() {}

  static Mutation get(Connection connection, String key) throws SQLException {
    return read(connection, READ, key);
  }

  /** The same, and nobody else can change it until the transaction ends. */
  static Mutation lock(Connection connection, String key)
      throws SQLException {
    return read(connection, READ + " FOR UPDATE", key);
  }

  static int put(Connection connection, Mutation change) throws SQLException {
    return insert(connection, ADD
        + "UPDATE SET value = EXCLUDED.value, expires = EXCLUDED.expires",
        change);
  }

  /**
   * Returns false, and changes nothing, if the old value is no longer there.
   * Either way this ends the transaction, if there is one.
   */
  static boolean replace(Connection connection, Mutation old, Mutation next)
      throws SQLException {
    String key = next.keyInTable();
    return (old.json() == null ? insert(connection, ADD + "NOTHING", next)
        : next.json() == null ? write(connection, "DELETE FROM %s" + SAME,
            next, key, old.json())
        : write(connection, "UPDATE %s SET value = ?::json, expires = ?" + SAME,
            next, next.json(), expires(next), key, old.json())) > 0;
  }

  private static int insert(Connection connection, String sql, Mutation added)
      throws SQLException {
    return write(connection, sql, added, added.json(), expires(added),
        added.keyInTable());
  }

  private static Timestamp expires(Mutation change) {
    return change.expires() == Mutation.NEVER ? null
        : new Timestamp(change.expires());
  }

  private static int write(Connection connection, String sql, Mutation change,
      Object... parameters) throws SQLException {
    try (PreparedStatement write =
        connection.prepareStatement(sql.formatted(change.table())
            + (connection.getAutoCommit() ? "" : "; COMMIT"))) { // one trip
      for (int i = 0; i < parameters.length; i++) {
        write.setObject(i + 1, parameters[i]);
      }
      return commit(write);
    }
  }

  private static int commit(PreparedStatement change) throws SQLException {
    int rows = change.executeUpdate();
    Transactions.confirm(change);
    return rows;
  }

  /** Adds a row, and removes it before anybody can see it. */
  static int check(Connection connection, String table) throws SQLException {
    String key = "check " + UUID.randomUUID(); // so no two wait for each other
    try (PreparedStatement check = connection.prepareStatement(
        "INSERT INTO " + table + " (key, value) VALUES (?, 'null');"
            + "DELETE FROM " + table + " WHERE key = ?")) {
      check.setString(1, key);
      check.setString(2, key);
      return commit(check);
    }
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

  static void forEach(Connection connection, String table,
      Consumer<Mutation> action) throws SQLException {
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
  }

  /** Removes some; skips those that others are already removing. */
  static int removeExpired(Connection connection, String table)
      throws SQLException {
    try (PreparedStatement delete = connection.prepareStatement(
        "DELETE FROM " + table + " WHERE key IN (SELECT key FROM " + table
            + " WHERE expires <= now() LIMIT ? FOR UPDATE SKIP LOCKED)")) {
      delete.setInt(1, TOGETHER);
      return commit(delete);
    }
  }
}
