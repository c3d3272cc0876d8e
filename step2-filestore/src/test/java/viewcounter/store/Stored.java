package viewcounter.store;

import java.util.Set;
import java.util.TreeSet;

/** What a store has on disk. */
public final class Stored {

  private Stored() {}

  /** The keys of a table, when all that is there now is saved. */
  public static Set<String> keys(Store store, String table) {
    store.begin().awaitSaved();
    Set<String> keys = new TreeSet<>();
    store.forEach(each -> {
      if (each.key().startsWith(table + "/")
          && !keys.add(each.key().substring(table.length() + 1))) {
        throw new AssertionError(each.key() + " comes twice");
      }
    });
    return keys;
  }
}
