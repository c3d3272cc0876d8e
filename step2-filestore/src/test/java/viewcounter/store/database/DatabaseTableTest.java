package viewcounter.store.database;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import viewcounter.launch.Settings;
import viewcounter.store.Store;
import viewcounter.store.TableContract;
import viewcounter.testing.TestDatabase;

/** A table in a database. */
class DatabaseTableTest extends TableContract {

  private final TestDatabase database = TestDatabase.create();

  @Override
  protected Store openStore() {
    return Store.open(
        new Settings("127.0.0.1", 0, Path.of("none"), false,
            database.url()));
  }

  @AfterEach
  void drop() {
    database.close();
  }
}
