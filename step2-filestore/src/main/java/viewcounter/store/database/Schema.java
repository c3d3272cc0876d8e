package viewcounter.store.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.store.engine.Owner;

/**
 * Creates the tables of a database, even while others do the same.
 *
 * @param step whose tables they have to be; unknown for any
 */
record Schema(HikariDataSource pool, Owner step) {

  private static final long OUR_LOCK = 0x76696577_636f756eL; // "viewcoun"

  /**
   * The schema of a database.
   *
   * @throws StartupException if it belongs to another step, or that cannot be
   *     read; the pool is then closed
   */
  static Schema of(HikariDataSource pool, Owner step) {
    try (Connection connection = pool.getConnection()) {
      TableOwner.check(connection, step, nameOf(pool));
      return new Schema(pool, step);
    } catch (SQLException e) {
      pool.close();
      throw new StartupException("Cannot use the database " + nameOf(pool)
          + ": " + Pool.message(e), e);
    } catch (StartupException e) {
      pool.close();
      throw e;
    }
  }

  private static String nameOf(HikariDataSource pool) {
    return Settings.withoutPassword(pool.getJdbcUrl());
  }

  /**
   * Creates a table, unless there is one.
   *
   * @throws StartupException if that is not allowed, there is another kind of
   *     table by that name, or the tables belong to another step
   */
  void prepare(String table) {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      connection.setAutoCommit(false);
      statement.execute("SELECT pg_advisory_xact_lock(" + OUR_LOCK + ")");
      // another step may have been quicker
      TableOwner.check(connection, step, nameOf(pool));
      if (!exists(statement, table)) {
        // JSON as text: as jsonb, 1.0 and 1e0 would no longer be different
        statement.execute("CREATE TABLE " + table + " ("
            + "key text COLLATE \"C\" PRIMARY KEY, value json NOT NULL,"
            + " expires timestamptz) WITH (fillfactor = 70)");
        statement.execute("CREATE INDEX " + table + "_expires ON " + table
            + " (expires) WHERE expires IS NOT NULL");
      }
      statement.execute("SELECT key, value, expires FROM " + table
          + " LIMIT 0");
      TableOwner.mark(statement, table, step);
      statement.execute("COMMIT");
      Transactions.confirm(statement);
    } catch (SQLException e) {
      throw new StartupException("Cannot use the table " + table
          + " of the database: " + reason(e), e);
    }
  }

  private static boolean exists(Statement statement, String table)
      throws SQLException {
    try (ResultSet row = statement.executeQuery(
        "SELECT to_regclass('" + table + "') IS NOT NULL")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  /** The names of the tables that look like ours, and that the user may use. */
  static List<String> tables(Connection connection) throws SQLException {
    List<String> tables = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("""
            SELECT table_name FROM information_schema.columns
            WHERE table_schema = current_schema()
              AND quote_ident(table_name) = table_name
              AND (column_name, data_type) IN (('key', 'text'),
                ('value', 'json'), ('expires', 'timestamp with time zone'))
            GROUP BY table_name HAVING count(*) = 3""")) {
      while (rows.next()) {
        tables.add(rows.getString(1));
      }
    }
    return tables;
  }

  private static String reason(SQLException e) {
    return switch (e.getSQLState() == null ? "" : e.getSQLState()) {
      case "42501" -> "its user may not create it, or may not read it. Create"
          + " it as another user, or grant the privileges.";
      case "42703" -> "it does not have the columns that this program expects:"
          + " another program or another version made it. Choose another"
          + " database with DATABASE_URL.";
      default -> Pool.message(e);
    };
  }
}
