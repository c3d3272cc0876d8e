package viewcounter.store.database;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.postgresql.Driver;
import org.postgresql.PGConnection;

/**
 * Connects to a database, or to a pooler in front of it (PgBouncer), which may
 * run each transaction in another connection to the server.
 *
 * <p>The server knows a prepared statement by a name, which is valid in one
 * connection: with such a pooler, it may be another statement's. So statements
 * get names, which makes them quicker, only where there is no pooler.
 */
public final class PoolerSafeDriver extends Driver {

  private static final String THRESHOLD = "prepareThreshold"; // 0: no names
  private static final int USES_BEFORE_A_NAME = 5; // the driver's default

  @Override
  public Connection connect(String url, Properties properties)
      throws SQLException {
    Properties nameless = new Properties(properties);
    nameless.setProperty(THRESHOLD, "0"); // the URL may say otherwise
    Connection connection = super.connect(url, nameless);
    if (connection == null || url.contains(THRESHOLD)) {
      return connection;
    }
    try {
      PGConnection session = connection.unwrap(PGConnection.class);
      if (session.getBackendPID() == process(connection)) {
        session.setPrepareThreshold(USES_BEFORE_A_NAME);
      }
      return connection;
    } catch (SQLException | RuntimeException e) {
      connection.close();
      throw e;
    }
  }

  /** The server's process; a pooler gives its clients other numbers. */
  private static int process(Connection connection) throws SQLException {
    try (Statement query = connection.createStatement();
        ResultSet row = query.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getInt(1);
    }
  }
}
