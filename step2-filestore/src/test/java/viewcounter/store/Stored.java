package viewcounter.store;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What a store has on disk. */
public final class Stored {

  private Stored() {}

  /** The keys of a table, once everything in it is saved. */
  public static Set<String> keys(Store store, String table) {
    List<String> keys = store.table(table, Object.class).keys(any -> true);
    Set<String> once = new TreeSet<>(keys);
    if (once.size() < keys.size()) {
      throw new AssertionError("A key comes twice: " + keys);
    }
    return once;
  }
}
