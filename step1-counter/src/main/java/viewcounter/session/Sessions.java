package viewcounter.session;

import java.util.HashMap;
import java.util.Map;

/**
 * How the server knows who is asking: it finds the session that a cookie names,
 * begins a new one, and changes a session's id. Requests of one session that
 * are in progress at the same time share one object.
 */
public final class Sessions {

  private static final int ID_BYTES = 32;

  private final Map<String, WebSession> inUse = new HashMap<>();
  private final SessionStorage storage;
  private final SessionPolicy policy;

  /** @param policy the storage's, perhaps with another name of the cookie */
  public Sessions(SessionStorage storage, SessionPolicy policy) {
    this.storage = storage;
    this.policy = policy;
  }

  SessionPolicy policy() {
    return policy;
  }

  /** The session with this id, to be released after use; null if none. */
  WebSession find(String id) {
    WebSession session = acquire(id);
    boolean found = false;
    try {
      found = session.load()
          && session.getId().equals(id); // nobody has renewed it meanwhile
      return found ? session : null;
    } finally {
      if (!found) {
        release(session);
      }
    }
  }

  /** A new session, to be released after use. */
  WebSession begin() {
    return acquire(Token.random(ID_BYTES));
  }

  /** Gives a session another id, so that whoever knows the old one is out. */
  void renewId(WebSession session) {
    synchronized (session) {
      String old = session.getId();
      session.renewId(Token.random(ID_BYTES));
      synchronized (inUse) {
        inUse.remove(old);
        inUse.put(session.getId(), session);
      }
    }
  }

  private WebSession acquire(String id) {
    synchronized (inUse) { // all requests of a session get the same object
      WebSession session =
          inUse.computeIfAbsent(id, unknown -> new WebSession(id, storage));
      session.users++;
      return session;
    }
  }

  /** To be called once for each session that was found or begun. */
  void release(WebSession session) {
    synchronized (inUse) {
      session.users--;
      if (session.users == 0) { // or every session ever used would stay
        inUse.remove(session.getId());
      }
    }
  }

  int inUse() {
    synchronized (inUse) {
      return inUse.size();
    }
  }
}
