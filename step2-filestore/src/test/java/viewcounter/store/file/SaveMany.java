package viewcounter.store.file;

import java.nio.file.Path;
import viewcounter.store.Store;
import viewcounter.store.Table;

/** Saves more than fits into a small memory, as fast as it can. */
final class SaveMany {

  static final int VALUES = 200_000;

  record Value(String text) {}

  private SaveMany() {}

  public static void main(String... args) {
    try (Store store = Store.open(Path.of(args[0]))) {
      Table<Value> values = store.table("values", Value.class);
      for (int i = 0; i < VALUES; i++) {
        values.put("value" + i, new Value("text of value " + i));
        if (i % 1000 == 0) {
          store.begin().awaitSaved();
        }
      }
    }
    System.out.println("saved all");
  }
}
