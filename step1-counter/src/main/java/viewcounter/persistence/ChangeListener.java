package viewcounter.persistence;

/** Is notified of each change to a store, by the thread that makes it. */
public interface ChangeListener {

  /** @param json the new value; null if the key was removed */
  void changed(String table, String key, String json);
}
