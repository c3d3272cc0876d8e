package viewcounter.persistence;

/**
 * What keeps a server's data, and says when it is safe. These defaults are for
 * data that is in memory only. It belongs to one server, which closes it once
 * the requests in progress have finished.
 */
public interface Persistence extends AutoCloseable {

  /** Nothing is kept, so there is nothing to wait for. */
  Persistence NONE = new Persistence() {};

  /** Begins the work of a request, whose response waits until it is saved. */
  default UnitOfWork begin() {
    return UnitOfWork.SAVED_AT_ONCE;
  }

  /**
   * Whether something can be saved now, which it finds out by saving something
   * small. Takes no longer than five seconds, and never throws.
   */
  default boolean isWritable() {
    return true;
  }

  /** From now on, notifies this listener of each change, and no other. */
  default void onChange(ChangeListener listener) {}

  /** Passes on everything that is stored at about this moment. */
  default void forEach(ChangeListener listener) {}

  /** Saves everything, and releases all resources. */
  @Override
  default void close() {}
}
