package viewcounter.session;

import com.google.gson.JsonParseException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Set;
import org.eclipse.jetty.ee8.nested.SessionHandler;
import org.eclipse.jetty.session.AbstractSessionDataStore;
import org.eclipse.jetty.session.SessionCache;
import org.eclipse.jetty.session.SessionData;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.web.SessionBackend;
import viewcounter.web.SessionPolicy;

/**
 * Keeps Jetty's sessions in a table, so that they outlive the program.
 * A method returns when the disk has the change, and throws if it has not.
 * Attributes may be texts, Booleans, Integers, Doubles, and lists of these and
 * maps of texts to these.
 */
public final class SessionStore extends AbstractSessionDataStore
    implements SessionBackend {

  private static final long NEVER = -1; // ends by our policy, not by Jetty's

  private final Store store;
  private final Table<StoredSession> table;
  private final SessionPolicy policy;
  private final Clock clock;
  private RequestScopedSessionCache cache;

  /** Sessions by the default policy, in a store that it closes. */
  public SessionStore(Store store) {
    this(store, SessionPolicy.DEFAULT, Clock.systemUTC());
  }

  /** Sessions in the table "sessions" of a store that it closes. */
  public SessionStore(Store store, SessionPolicy policy, Clock clock) {
    this.store = store;
    this.table = store.table("sessions", StoredSession.class);
    this.policy = policy;
    this.clock = clock;
    // a session that is only looked at is written once a minute
    setSavePeriodSec(60);
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
  public void close() {
    store.close();
  }

  /** How many sessions are in memory: those of the requests in progress. */
  int inMemory() {
    return (int) cache.getSessionsCurrent();
  }

  /**
   * Saves a session.
   *
   * @throws IllegalArgumentException if an attribute is of a type that would
   *     not be the same when it is loaded
   */
  @Override
  public void doStore(String id, SessionData data, long lastSaved) {
    data.getAllAttributes().forEach(JsonAttributes::check);
    table.put(SessionKey.of(id, policy), new StoredSession(data.getCreated(),
        clock.millis(), data.getLastAccessed(),
        new HashMap<>(data.getAllAttributes())));
  }

  /** The session, or null if there is none that is valid. */
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
    data.putAllAttributes(saved.attributes());
    data.clean();
    return data;
  }

  @Override
  public boolean doExists(String id) {
    return get(id) != null;
  }

  /** Returns true: that there is none by this id is no mistake. */
  @Override
  public boolean delete(String id) {
    table.remove(SessionKey.of(id, policy));
    return true;
  }

  /** Removes what has expired; Jetty is not to do it once more. */
  @Override
  public Set<String> doCheckExpired(Set<String> candidates, long time) {
    table.removeIf(this::isExpired);
    return Set.of();
  }

  @Override
  public Set<String> doGetExpired(long before) {
    return Set.of();
  }

  @Override
  public void doCleanOrphans(long before) {} // there is one server to a store

  @Override
  public boolean isPassivating() {
    return true; // what comes back is a copy of what was stored
  }

  private StoredSession get(String id) {
    try {
      StoredSession saved = table.get(SessionKey.of(id, policy));
      return saved == null || isExpired(saved) ? null : saved;
    } catch (JsonParseException e) {
      return null; // that browser starts afresh
    }
  }

  private boolean isExpired(StoredSession saved) {
    long now = clock.millis();
    return now >= saved.accessed() + policy.idle().toMillis()
        || now >= saved.created() + policy.absolute().toMillis();
  }
}
