package viewcounter.session;

import org.eclipse.jetty.session.DefaultSessionCache;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.SessionManager;
import org.eclipse.jetty.util.thread.AutoLock;

/**
 * Holds a session in memory only while a request uses it, so that a million
 * visitors who never come back cost no memory.
 */
final class RequestScopedSessionCache extends DefaultSessionCache {

  RequestScopedSessionCache(SessionManager manager, SessionStore store) {
    super(manager);
    setSessionDataStore(store);
    setEvictionPolicy(EVICT_ON_SESSION_EXIT);
  }

  /** Before the answer: also that it was looked at, which Jetty saves later. */
  @Override
  public void commit(ManagedSession session) throws Exception {
    AutoLock lock = session.lock();
    try (lock) {
      if (session.isValid()) {
        getSessionDataStore().store(session.getId(), session.getSessionData());
      }
    }
  }

  /** What could not be saved is not to be seen by the next request either. */
  @Override
  public void release(ManagedSession session) throws Exception {
    try {
      super.release(session);
    } catch (Exception e) {
      doDelete(session.getId());
      throw e;
    }
  }

  @Override
  public ManagedSession delete(String id) throws Exception {
    try {
      return super.delete(id);
    } catch (Exception e) {
      doDelete(id);
      throw e;
    }
  }
}
