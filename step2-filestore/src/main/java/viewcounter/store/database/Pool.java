package viewcounter.store.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.UnknownHostException;
import java.sql.SQLException;
import java.util.Map;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;

/** Makes the pool of connections to a database. */
final class Pool {

  private static final String DRIVER = "jdbc:postgresql:";

  /** Together with the last one, this is how long a thread waits at most. */
  private static final int MILLIS_FOR_A_CONNECTION = 1000;
  private static final int SECONDS_FOR_A_STATEMENT = 2; // then it is cancelled
  private static final int SECONDS_FOR_AN_ANSWER = 3;

  private Pool() {}

  /**
   * Connects to a database.
   *
   * @param server which of several servers to use, such as {@code primary}
   * @param most how many connections there may be at once
   * @throws StartupException if there is no connection
   */
  static HikariDataSource open(String url, String server, int most) {
    if (!url.startsWith(DRIVER)) {
      throw new StartupException("DATABASE_URL has to begin with " + DRIVER
          + ", for example " + DRIVER
          + "//localhost/viewcounter?user=…&password=…", null);
    }
    HikariConfig config = new HikariConfig();
    config.setDriverClassName(PoolerSafeDriver.class.getName());
    config.setJdbcUrl(url);
    config.setMaximumPoolSize(most);
    config.setConnectionTimeout(MILLIS_FOR_A_CONNECTION);
    config.setValidationTimeout(MILLIS_FOR_A_CONNECTION / 2);
    config.setConnectionInitSql("SET statement_timeout = '"
        + SECONDS_FOR_A_STATEMENT + "s'; SET"
        + " idle_in_transaction_session_timeout = '5s';" // it may hold locks
        + " SET client_min_messages = warning"); // for Transactions.confirm
    Map.of("connectTimeout", SECONDS_FOR_A_STATEMENT,
        "queryTimeout", SECONDS_FOR_A_STATEMENT, // ends a wait for a standby
        "cancelSignalTimeout", SECONDS_FOR_AN_ANSWER - SECONDS_FOR_A_STATEMENT,
        "socketTimeout", SECONDS_FOR_AN_ANSWER,
        "tcpKeepAlive", true, "targetServerType", server,
        "ApplicationName", "viewcounter") // what the URL says comes first
        .forEach((name, value) -> // a number would be ignored
            config.addDataSourceProperty(name, value.toString()));
    try {
      return new HikariDataSource(config);
    } catch (RuntimeException e) {
      throw unusable(url, reason(e), e);
    }
  }

  static StartupException unusable(String url, String reason, Throwable e) {
    return new StartupException("Cannot use the database "
        + Settings.withoutPassword(url) + ": " + reason
        + ". Correct the environment variable DATABASE_URL, or remove it to"
        + " keep the data in files.", e);
  }

  private static String reason(Throwable e) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (each instanceof SQLException found && found.getSQLState() != null
          && !found.getMessage().equals("No suitable driver")) {
        return switch (found.getSQLState()) {
          case "28P01" -> "it does not accept that user and password";
          case "28000", "08004" -> "it rejects the connection ("
              + message(found) + ")";
          case "3D000" -> "there is no database of that name";
          default -> "it cannot be reached (" + message(found) + ")";
        };
      }
    }
    return "the URL is not one that PostgreSQL's JDBC driver understands";
  }

  /** The original message, of the database or of the network. */
  static String message(SQLException e) {
    if (e.getCause() instanceof SQLException cause) {
      return message(cause);
    }
    return e.getCause() instanceof UnknownHostException
        ? "there is no host of that name" // the message could hold secrets
        : e.getMessage().lines().findFirst().orElse("");
  }
}
