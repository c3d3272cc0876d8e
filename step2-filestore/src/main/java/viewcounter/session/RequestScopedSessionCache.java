package viewcounter.session;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.eclipse.jetty.session.DefaultSessionCache;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.SessionManager;
import org.eclipse.jetty.util.thread.AutoLock;

/**
 * Keeps a session in memory only while a request uses it, so that a million
 * visitors who never come back cost no memory.
 */
final class RequestScopedSessionCache extends DefaultSessionCache {

  private final ConcurrentMap<String, ManagedSession> sessions;
  private final SessionTable table;

  RequestScopedSessionCache(SessionManager manager, SessionStore store,
      SessionTable table) {
    this(manager, store, table, new ConcurrentHashMap<>());
  }

  private RequestScopedSessionCache(SessionManager manager,
      SessionStore store, SessionTable table,
      ConcurrentMap<String, ManagedSession> sessions) {
    super(manager, sessions);
    this.sessions = sessions;
    this.table = table;
    setSessionDataStore(store);
    setEvictionPolicy(EVICT_ON_SESSION_EXIT);
  }

  int size() {
    return sessions.size();
  }

  /** Reloads a session that was rolled back, or changed elsewhere. */
  @Override
  protected ManagedSession doComputeIfAbsent(String id,
      Function<String, ManagedSession> load) {
    ManagedSession session = sessions.get(id);
    if (session != null && !isCurrent(session)) {
      sessions.remove(id, session);
    }
    return super.doComputeIfAbsent(id, load);
  }

  private boolean isCurrent(ManagedSession session) {
    AutoLock lock = session.lock(); // not in the middle of a save
    try (lock) {
      return table.isCurrent((SessionInUse) session.getSessionData());
    }
  }

  /** Saves before the response; Jetty would save a mere access afterwards. */
  @Override
  public void commit(ManagedSession session) throws Exception {
    AutoLock lock = session.lock();
    try (lock) {
      if (session.isValid()) {
        getSessionDataStore().store(session.getId(), session.getSessionData());
      }
    }
  }

  /** Drops a session that could not be saved: no request may see it. */
  @Override
  public void release(ManagedSession session) throws Exception {
    try {
      super.release(session);
    } catch (Exception e) {
      sessions.remove(session.getId(), session);
      throw e;
    }
  }

  @Override
  public ManagedSession delete(String id) throws Exception {
    try {
      return super.delete(id);
    } catch (Exception e) {
      sessions.remove(id);
      throw e;
    }
  }
}
