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

  RequestScopedSessionCache(SessionManager manager, SessionStore store) {
    this(manager, store, new ConcurrentHashMap<>());
  }

  private RequestScopedSessionCache(SessionManager manager,
      SessionStore store, ConcurrentMap<String, ManagedSession> sessions) {
    super(manager, sessions);
    this.sessions = sessions;
    setSessionDataStore(store);
    setEvictionPolicy(EVICT_ON_SESSION_EXIT);
  }

  int size() {
    return sessions.size();
  }

  /** Drops a session that may have been rolled back, and loads it again. */
  @Override
  protected ManagedSession doComputeIfAbsent(String id,
      Function<String, ManagedSession> load) {
    sessions.computeIfPresent(id, (key, session) ->
        ((SessionInUse) session.getSessionData()).isIntact() ? session : null);
    return super.doComputeIfAbsent(id, load);
  }

  /** Saves before the answer; Jetty would save a mere access after it. */
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
