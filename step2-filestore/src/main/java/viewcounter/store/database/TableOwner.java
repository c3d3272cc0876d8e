package viewcounter.store.database;

import static viewcounter.store.engine.Owner.UNKNOWN;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import viewcounter.store.engine.Mutation;
import viewcounter.store.engine.Owner;

/** The comment of a table, which says which step's data it has. */
final class TableOwner {

  private static final int SAMPLE = 1000; // records of a table

  private TableOwner() {}

  /**
   * Checks that no table belongs to another step, as comments or, if there are
   * none, the records show.
   *
   * @throws viewcounter.launch.StartupException if one does
   */
  static void check(Connection connection, Owner step, String place)
      throws SQLException {
    if (step.equals(UNKNOWN)) {
      return;
    }
    boolean marked = false;
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("""
            SELECT obj_description(c.oid, 'pg_class') FROM pg_class c
            JOIN pg_namespace n ON n.oid = relnamespace
            WHERE nspname = current_schema() AND relkind IN ('r', 'p')""")) {
      while (row.next()) {
        Owner named = Owner.of(row.getString(1));
        marked |= !named.equals(UNKNOWN);
        if (!named.equals(UNKNOWN) && !named.equals(step)) {
          throw step.refusal(named, place, "DATABASE_URL");
        }
      }
    }
    Owner shown = marked ? step : shownBy(connection);
    if (!step.canAdopt(shown)) {
      throw step.refusal(shown, place, "DATABASE_URL");
    }
  }

  private static Owner shownBy(Connection connection) throws SQLException {
    Owner shown = UNKNOWN;
    for (String table : Schema.tables(connection)) {
      try (Statement statement = connection.createStatement();
          ResultSet row = statement.executeQuery("SELECT value FROM " + table
              + " LIMIT " + SAMPLE)) {
        while (row.next()) {
          shown = shown.or(Owner.of(
              new Mutation(table + '/', row.getString(1))));
        }
      }
    }
    return shown;
  }

  /** Marks a table, unless it is marked, or only its owner could do that. */
  static void mark(Statement statement, String table, Owner step)
      throws SQLException {
    boolean due;
    try (ResultSet row = statement.executeQuery(
        "SELECT obj_description(oid, 'pg_class') IS NULL AND"
            + " pg_has_role(relowner, 'USAGE') FROM pg_class WHERE oid ="
            + " to_regclass('" + table + "')")) {
      due = row.next() && row.getBoolean(1);
    }
    if (due && !step.equals(UNKNOWN)) {
      statement.execute("COMMENT ON TABLE " + table + " IS '" + step.mark()
          + "'");
    }
  }
}
