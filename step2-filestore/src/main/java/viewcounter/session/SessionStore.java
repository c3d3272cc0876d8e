package viewcounter.session;

import com.google.gson.JsonParseException;
import java.time.Clock;
import java.util.Set;
import org.eclipse.jetty.ee8.nested.SessionHandler;
import org.eclipse.jetty.session.AbstractSessionDataStore;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.session.SessionData;
import viewcounter.store.Store;
import viewcounter.store.StoreException;
import viewcounter.store.Table;
import viewcounter.web.SessionBackend;
import viewcounter.web.SessionPolicy;

/**
 * Keeps Jetty's sessions in a table, so that they survive a restart.
 * Attributes may be Strings, Booleans, Integers and Doubles, as well as lists
 * of these, and maps from Strings to these.
 */
public final class SessionStore extends AbstractSessionDataStore
    implements SessionBackend {

  private static final long NEVER = -1; // expires by our policy, not Jetty's

  private final Store store;
  private final Table<StoredSession> table;
  private final SessionPolicy policy;
  private final Clock clock;
  RequestScopedSessionCache cache; // for tests

  public SessionStore(Store store) {
    this(store, SessionPolicy.DEFAULT, Clock.systemUTC());
  }

  /** Uses the table "sessions" of a store, which it also closes. */
  public SessionStore(Store store, SessionPolicy policy, Clock clock) {
    this.store = store;
    this.table = store.table("sessions", StoredSession.class);
    this.policy = policy;
    this.clock = clock;
    setSavePeriodSec(60); // for a session that is only read
  }

  @Override
  public SessionPolicy policy() {
    return policy;
  }

  @Override
  public SessionCache newCache(SessionHandler handler) {
    return cache =
        new RequestScopedSessionCache(handler.getSessionManager(), this);
  }

  @Override
  public void onChange(ChangeListener listener) {
    store.onChange(listener::changed);
  }

  @Override
  public UnitOfWork begin() {
    return store.begin()::whenSaved;
  }

  @Override
  public void close() {
    store.close();
  }

  @Override
  public SessionData newSessionData(String id, long created, long accessed,
      long lastAccessed, long maxInactive) {
    return new SessionInUse(super.newSessionData(id, created, accessed,
        lastAccessed, maxInactive), store.begin());
  }

  /** @throws StoreException if a part of it may have been rolled back */
  @Override
  public void store(String id, SessionData data) throws Exception {
    if (!((SessionInUse) data).isIntact()) {
      throw new StoreException("Not saved", null);
    }
    super.store(id, data);
  }

  /** @throws IllegalArgumentException if an attribute is of another type */
  @Override
  public void doStore(String id, SessionData data, long lastSaved) {
    table.put(SessionKey.of(id, policy),
        StoredSession.of(data, clock.millis()));
  }

  @Override
  public SessionData doLoad(String id) {
    StoredSession saved = get(id);
    if (saved == null) {
      return null;
    }
    SessionData data = newSessionData(id, saved.created(), saved.accessed(),
        saved.lastAccessed(), NEVER);
    data.setLastSaved(System.currentTimeMillis() // by Jetty's clock
        - (clock.millis() - saved.accessed()));
    data.putAllAttributes(JsonAttributes.copyOf(saved.attributes()));
    data.clean();
    return data;
  }

  @Override
  public boolean doExists(String id) {
    return get(id) != null;
  }

  /** Returns true even if there is no such session: that is no error. */
  @Override
  public boolean delete(String id) {
    table.remove(SessionKey.of(id, policy));
    return true;
  }

  /** Removes expired sessions itself, and leaves none of them to Jetty. */
  @Override
  public Set<String> doCheckExpired(Set<String> candidates, long time) {
    table.removeIf(saved -> saved.isExpired(policy, clock.millis()));
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

  private StoredSession get(String id) {
    try {
      StoredSession saved = table.get(SessionKey.of(id, policy));
      return saved == null || saved.isExpired(policy, clock.millis()) ? null
          : saved;
    } catch (JsonParseException e) {
      return null; // that browser starts afresh
    }
  }
}
