package viewcounter.store.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Proxy;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.StoreUnavailableException;

class TransactionsTest {

  /** Login, database, connections, startup: an operator can correct these. */
  @ParameterizedTest
  @ValueSource(strings = {"28000", "28P01", "3D000", "53300", "57P03"})
  void a_database_that_rejects_logins_is_unavailable(String state) {
    StoreException e = assertThrows(StoreUnavailableException.class, () ->
        new Transactions(failing(new SQLException("no", state)), null)
            .run(connection -> 1));
    assertEquals("The database is not available", e.getMessage());
  }

  @Test
  void the_log_has_the_message_of_the_database_not_of_the_pool() {
    assertEquals("FATAL: role \"jane\" is not permitted to log in",
        Pool.message(new SQLTransientConnectionException(
            "Connection is not available, request timed out", "28000",
            new SQLException("FATAL: role \"jane\" is not permitted to log in"
                + "\n  Detail: none", "28000"))));
  }

  private static DataSource failing(SQLException e) {
    return (DataSource) Proxy.newProxyInstance(
        TransactionsTest.class.getClassLoader(),
        new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
          throw e;
        });
  }
}
