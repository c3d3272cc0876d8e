package viewcounter.store;

import static org.junit.jupiter.api.Assertions.assertThrows;

/** A disk that takes no more writes. */
public final class BrokenDisk {

  private BrokenDisk() {}

  /**
   * Lets this write and all later ones of a store fail: Java closes a file
   * that an interrupt comes upon.
   */
  public static void under(Store store) {
    Table<String> notes = store.table("broken disk", String.class);
    assertThrows(StoreException.class, () -> {
      notes.put("before", "");
      notes.update("before", value -> {
        Thread.currentThread().interrupt();
        return "after";
      });
    });
  }
}
