package viewcounter.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A PostgreSQL server that needs no installation, and ends with the tests; each
 * test gets its own empty database.
 */
public final class TestDatabase implements AutoCloseable {

  private static final AtomicInteger NUMBER = new AtomicInteger();
  private static EmbeddedPostgres shared;

  private final EmbeddedPostgres server;
  private final String name = "test" + NUMBER.incrementAndGet();

  private TestDatabase(EmbeddedPostgres server) throws SQLException {
    this.server = server;
    execute("postgres", "CREATE DATABASE " + name);
  }

  /** An empty database on the server that all tests share. */
  public static synchronized TestDatabase create() {
    try {
      if (shared == null) {
        shared = newServer();
      }
      return new TestDatabase(shared);
    } catch (IOException | SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A server that loses nothing; by default, it would be a quick one. */
  private static EmbeddedPostgres newServer() throws IOException {
    return EmbeddedPostgres.builder()
        .setLocaleConfig("locale", "C") // LC_ALL may not be installed
        .setServerConfig("fsync", "on")
        .setServerConfig("full_page_writes", "on")
        .setServerConfig("synchronous_commit", "on").start();
  }

  /** What DATABASE_URL has to be; a start may wait while many tests run. */
  public String url() {
    return server.getJdbcUrl("postgres", name) + "&loginTimeout=20";
  }

  public int port() {
    return server.getPort();
  }

  public String name() {
    return name;
  }

  /** Does something in this database. */
  public void execute(String sql) {
    try {
      execute(name, sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String database, String sql) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(server.getJdbcUrl("postgres",
                database));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Ends all connections to it, and deletes it. */
  @Override
  public void close() {
    try {
      execute("postgres", "DROP DATABASE " + name + " WITH (FORCE)");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
