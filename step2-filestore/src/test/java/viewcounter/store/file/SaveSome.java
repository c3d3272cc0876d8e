package viewcounter.store.file;

import java.nio.file.Path;
import viewcounter.store.Store;
import viewcounter.store.Table;

/**
 * Saves some values, says so after each, and stops. They are large enough for
 * a checkpoint on the way.
 */
final class SaveSome {

  static final int VALUES = 6;

  record Value(int number, String text) {

    static Value of(int number) {
      int length = number < 4 ? 4_500_000 : 10; // 16 MB are enough
      return new Value(number, String.valueOf(number).repeat(length));
    }
  }

  private SaveSome() {}

  public static void main(String... args) {
    try (Store store = Store.open(Path.of(args[0]))) {
      Table<Value> values = store.table("values", Value.class);
      for (int i = 0; i < VALUES; i++) {
        values.put("value" + i, Value.of(i));
        store.begin().awaitSaved();
        System.out.println("saved " + i);
      }
    }
  }
}
