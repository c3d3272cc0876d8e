package viewcounter.store.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;

/** What is stored in a database, even while programs are using it. */
public final class DatabaseSnapshot {

  private DatabaseSnapshot() {}

  /**
   * The JSON under each key, as it was at one recent moment; empty if nothing
   * is stored. It changes nothing, because its transaction is read-only.
   *
   * @throws StartupException if it cannot be read
   */
  public static Map<String, String> of(String url) {
    try (HikariDataSource pool = Pool.open(url, "preferPrimary", 1);
        Connection connection = pool.getConnection()) {
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      connection.createStatement().execute(
          "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ"); // of this one
      Map<String, String> all = new TreeMap<>();
      for (String table : Schema.tables(connection)) {
        Rows.forEach(connection, table,
            each -> all.put(each.key(), each.json()));
      }
      return all;
    } catch (SQLException e) {
      throw new StartupException("Cannot read the database "
          + Settings.withoutPassword(url) + ": " + Pool.message(e), e);
    }
  }
}
