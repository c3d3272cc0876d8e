package viewcounter.store.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLWarning;
import java.sql.Statement;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.StoreUnavailableException;
import viewcounter.persistence.UnstorableException;

/**
 * Runs transactions, and classifies their failures. It retries only those that
 * the database has certainly rolled back: what it may have committed must not
 * be done twice.
 */
final class Transactions {

  private static final Logger LOG =
      LoggerFactory.getLogger(Transactions.class);

  /** Serialization failure, deadlock: see appendix A of PostgreSQL's manual. */
  private static final Set<String> ROLLED_BACK = Set.of("40001", "40P01");

  /** Classes of errors that are not caused by the statement, and will pass. */
  private static final Set<String> PASSING =
      Set.of("08", "25", "28", "3D", "40", "53", "55", "57", "58");

  /** Classes of errors that are caused by the data: it cannot be stored. */
  private static final Set<String> OF_DATA = Set.of("22", "54");

  /** "Transaction resolution unknown", by the SQL standard. */
  private static final String UNKNOWN = "08007";

  private static final int ATTEMPTS = 5;

  /** What is done in a transaction; it can be repeated. */
  interface Work<T> {
    T in(Connection connection) throws SQLException;
  }

  private final DataSource pool;
  private final DatabaseTime time;
  private final Availability availability =
      new Availability(LOG::warn, System::nanoTime);

  Transactions(DataSource pool, DatabaseTime time) {
    this.pool = pool;
    this.time = time;
  }

  /**
   * Returns what the work returns, once it is committed.
   *
   * @throws StoreUnavailableException if the database is not available
   * @throws UnstorableException if it cannot store such data
   * @throws StoreException if it reports another error
   */
  <T> T run(Work<T> work) {
    for (int attempt = 1; ; attempt++) {
      try (Connection connection = pool.getConnection()) {
        time.measure(connection);
        return work.in(connection);
      } catch (SQLException e) {
        if (attempt == ATTEMPTS || !ROLLED_BACK.contains(state(e))) {
          throw failure(e);
        }
        LockSupport.parkNanos(1_000_000
            * ThreadLocalRandom.current().nextLong(1, 10 << attempt));
      }
    }
  }

  /** Notes that something was saved: the database is available. */
  void saved() {
    availability.saved();
  }

  private StoreException failure(SQLException e) {
    String kind = state(e).substring(0, 2);
    if (OF_DATA.contains(kind)) {
      return new UnstorableException("Cannot be stored", e);
    }
    if (PASSING.contains(kind)) {
      availability.failed(e);
      return new StoreUnavailableException("The database is not available",
          e);
    }
    return new StoreException("The database reports an error", e);
  }

  /** The pool's own exception, if it has no connection, has no state. */
  private static String state(SQLException e) {
    return e.getSQLState() == null ? "08000" : e.getSQLState();
  }

  /**
   * Checks that a commit has no warning. The wait for a standby, if it is
   * cancelled, ends with one, and success: a failover could undo the commit.
   */
  static void confirm(Statement committed) throws SQLException {
    for (SQLWarning each = committed.getWarnings(); each != null;
        each = each.getNextWarning()) {
      if (each.getSQLState().startsWith("01")) {
        throw new SQLException(each.getMessage(), UNKNOWN);
      }
    }
  }
}
