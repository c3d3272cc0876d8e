package viewcounter.web;

import java.util.function.Consumer;
import org.eclipse.jetty.ee8.nested.SessionHandler;
import org.eclipse.jetty.session.SessionCache;

/**
 * Where a {@link WebServer} keeps its sessions. It belongs to one server, which
 * closes it once the requests in progress have finished.
 */
public interface SessionBackend extends AutoCloseable {

  /** Is notified of each change to the store, by the thread that makes it. */
  interface ChangeListener {

    /** @param json the new value; null if the key was removed */
    void changed(String table, String key, String json);
  }

  /** Everything that one request sees and changes, from its beginning on. */
  interface UnitOfWork {

    /**
     * Calls back once, when all of that is saved, or some of it is lost:
     * immediately, or in another thread, which must not be blocked.
     *
     * @param then receives null, or the reason if some of it is lost
     */
    void whenSaved(Consumer<Exception> then);
  }

  /** The rules for its sessions. */
  SessionPolicy policy();

  /** Makes the cache through which Jetty loads and saves sessions. */
  SessionCache newCache(SessionHandler handler);

  /** Notifies a listener of each change; call this before the start. */
  void onChange(ChangeListener listener);

  /** The key under which the session with this id is stored. */
  String keyOf(String id);

  /** Passes on everything that is stored at about this moment. */
  void forEach(ChangeListener listener);

  /** Begins the work of a request, whose response waits until it is saved. */
  UnitOfWork begin();

  /**
   * Whether something can be saved now, which it finds out by saving something
   * small. Takes no longer than five seconds, and never throws.
   */
  boolean isWritable();

  @Override
  void close();
}
