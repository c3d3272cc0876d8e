package viewcounter.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.UnitOfWork;
import viewcounter.store.Store;
import viewcounter.store.Table;

/**
 * Saves more than fits into a small memory, as fast as it can. When something
 * cannot be saved, it removes what is in the way of a checkpoint, and goes on.
 */
final class SaveMany {

  static final int VALUES = 200_000;
  private static final int TOGETHER = 1000;

  record Value(String text) {}

  private SaveMany() {}

  public static void main(String... args) throws IOException {
    Path folder = Path.of(args[0]);
    int rejected = 0;
    try (Store store = Store.open(folder)) {
      Table<Value> values = store.table("values", Value.class);
      for (int saved = 0; saved < VALUES; ) {
        try {
          UnitOfWork work = store.begin();
          for (int i = saved; i < saved + TOGETHER; i++) {
            values.put("value" + i, new Value("text of value " + i));
          }
          work.awaitSaved();
          saved += TOGETHER;
        } catch (StoreException e) {
          rejected++;
          Files.deleteIfExists(folder.resolve("checkpoint.next/in the way"));
        }
      }
    }
    System.out.println("saved all" + (rejected == 0 ? "" : " in the end"));
  }
}
