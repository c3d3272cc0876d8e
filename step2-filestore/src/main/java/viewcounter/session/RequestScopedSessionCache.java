package viewcounter.session;

import org.eclipse.jetty.server.session.DefaultSessionCache;
import org.eclipse.jetty.server.session.Session;
import org.eclipse.jetty.server.session.SessionHandler;

/**
 * Holds a session in memory only while a request uses it, so that a million
 * visitors who never come back cost no memory.
 */
public final class RequestScopedSessionCache extends DefaultSessionCache {

  public RequestScopedSessionCache(SessionHandler handler, SessionStore store) {
    super(handler);
    setSessionDataStore(store);
    setEvictionPolicy(EVICT_ON_SESSION_EXIT);
    setFlushOnResponseCommit(true); // saved before it is answered
  }

  /**
   * Jetty says that there is no session when another request lets it go at
   * this very moment; the browser would get a new one and lose its count.
   */
  @Override
  protected Session getAndEnter(String id, boolean enter) throws Exception {
    Session session = super.getAndEnter(id, enter);
    while (session == null && getSessionDataStore().exists(id)) {
      session = super.getAndEnter(id, enter);
    }
    return session;
  }

  /** What could not be saved is not to be seen by the next request either. */
  @Override
  public void release(String id, Session session) throws Exception {
    try {
      super.release(id, session);
    } catch (Exception e) {
      doDelete(id);
      throw e;
    }
  }

  @Override
  public Session delete(String id) throws Exception {
    try {
      return super.delete(id);
    } catch (Exception e) {
      doDelete(id);
      throw e;
    }
  }
}
