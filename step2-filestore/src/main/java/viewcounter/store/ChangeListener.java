package viewcounter.store;

/** Is told of each change of a store, by the thread that makes it. */
public interface ChangeListener {

  /** @param json what is stored from now on; null if it was removed */
  void changed(String table, String key, String json);
}
