package viewcounter.web;

import java.util.function.Consumer;
import org.eclipse.jetty.ee8.nested.SessionHandler;
import org.eclipse.jetty.session.SessionCache;

/**
 * Where a {@link WebServer} keeps its sessions. It belongs to one server, which
 * closes it when no request uses it any more.
 */
public interface SessionBackend extends AutoCloseable {

  /** Told of each change of what is stored, by the thread that made it. */
  interface ChangeListener {

    /** @param json what is stored from now on; null if it was removed */
    void changed(String table, String key, String json);
  }

  /** All that one request sees and changes, from its beginning on. */
  interface UnitOfWork {

    /**
     * Calls back once, when all of that survives a crash: at once, or in
     * another thread, which must not be kept waiting.
     *
     * @param then takes null; or, if some of it is lost, why
     */
    void whenSaved(Consumer<Exception> then);
  }

  /** What holds for its sessions. */
  SessionPolicy policy();

  /** Makes the cache through which Jetty loads and saves sessions. */
  SessionCache newCache(SessionHandler handler);

  /** Tells a listener of each change from now on; call it before the start. */
  void onChange(ChangeListener listener);

  /** A request begins; its answer has to wait until its work is saved. */
  UnitOfWork begin();

  @Override
  void close();
}
