package viewcounter.session;

import java.time.Clock;
import java.util.Set;
import org.eclipse.jetty.ee8.nested.SessionHandler;
import org.eclipse.jetty.session.AbstractSessionDataStore;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.session.SessionData;
import viewcounter.store.Store;
import viewcounter.store.engine.StoreException;
import viewcounter.web.SessionBackend;
import viewcounter.web.SessionPolicy;

/**
 * Keeps Jetty's sessions in a table, so that they survive a restart. What is
 * saved, and when, is up to {@link SessionTable#save}.
 * Attributes may be Strings, Booleans, Integers and Doubles, as well as lists
 * of these, and maps from Strings to these.
 */
public final class SessionStore extends AbstractSessionDataStore
    implements SessionBackend {

  private static final long NEVER = -1; // expires by our policy, not Jetty's

  private final Store store;
  private final SessionPolicy policy;
  private final SessionTable table;
  RequestScopedSessionCache cache; // for tests

  public SessionStore(Store store) {
    this(store, SessionPolicy.DEFAULT, Clock.systemUTC());
  }

  /** Uses the table "sessions" of a store, and closes the store. */
  public SessionStore(Store store, SessionPolicy policy, Clock clock) {
    this.store = store;
    this.policy = policy;
    table = new SessionTable(store, policy, clock);
    setSavePeriodSec(60); // for a session that is only read
  }

  @Override
  public SessionPolicy policy() {
    return policy;
  }

  @Override
  public SessionCache newCache(SessionHandler handler) {
    return cache =
        new RequestScopedSessionCache(handler.getSessionManager(), this, table);
  }

  @Override
  public void onChange(ChangeListener listener) {
    store.onChange(listener::changed);
  }

  @Override
  public String keyOf(String id) {
    return SessionKey.of(id, policy);
  }

  @Override
  public void forEach(ChangeListener listener) {
    store.forEach(listener::changed);
  }

  @Override
  public UnitOfWork begin() {
    return store.begin()::whenSaved;
  }

  @Override
  public boolean isWritable() {
    return store.isWritable();
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public SessionInUse newSessionData(String id, long created, long accessed,
      long lastAccessed, long maxInactive) {
    return new SessionInUse(super.newSessionData(id, created, accessed,
        lastAccessed, maxInactive), null);
  }

  /** @throws StoreException if it could not be loaded */
  @Override
  public void store(String id, SessionData data) throws Exception {
    ((SessionInUse) data).throwIfUnavailable();
    super.store(id, data);
  }

  /** @throws IllegalArgumentException if an attribute is of another type */
  @Override
  public void doStore(String id, SessionData data, long lastSaved) {
    table.save((SessionInUse) data);
  }

  /** Loads a session; one that cannot be loaded throws when it is used. */
  @Override
  public SessionData doLoad(String id) {
    StoredSession saved;
    try {
      saved = table.get(id);
    } catch (StoreException e) { // to Jetty, it would be no session
      return new SessionInUse(super.newSessionData(id, 0, 0, 0, NEVER), e);
    }
    if (saved == null) {
      return null;
    }
    return newSessionData(id, saved.created(), saved.accessed(),
        saved.lastAccessed(), NEVER).load(saved, table.age(saved));
  }

  @Override
  public boolean doExists(String id) {
    return table.get(id) != null;
  }

  /** Returns true even if there is no such session: that is no error. */
  @Override
  public boolean delete(String id) {
    table.remove(id);
    return true;
  }

  /** Removes expired sessions itself, and leaves none to Jetty. */
  @Override
  public Set<String> doCheckExpired(Set<String> candidates, long time) {
    store.removeExpired();
    return Set.of();
  }

  @Override
  public Set<String> doGetExpired(long before) {
    return Set.of();
  }

  @Override
  public void doCleanOrphans(long before) {}

  @Override
  public boolean isPassivating() {
    return true; // what is loaded is a copy of what was stored
  }
}
