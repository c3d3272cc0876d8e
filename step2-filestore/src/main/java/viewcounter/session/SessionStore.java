package viewcounter.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonParseException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
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

  /** The same, by the default policy. */
  public SessionStore(Store store) {
    this(store, SessionPolicy.DEFAULT, Clock.systemUTC());
  }

  /** Sessions in the table "sessions" of a store, which it closes. */
  public SessionStore(Store store, SessionPolicy policy, Clock clock) {
    this.store = store;
    this.table = store.table("sessions", StoredSession.class);
    this.policy = policy;
    this.clock = clock;
    // a session that is only looked at is written once a minute
    setSavePeriodSec((int) Duration.ofMinutes(1).toSeconds());
  }

  @Override
  public SessionPolicy policy() {
    return policy;
  }

  @Override
  public SessionCache newCache(SessionHandler handler) {
    cache = new RequestScopedSessionCache(
        handler.getSessionManager(), this);
    return cache;
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
    data.getAllAttributes().forEach(SessionStore::check);
    table.put(key(id), new StoredSession(data.getCreated(), clock.millis(),
        data.getLastAccessed(),
        new HashMap<>(data.getAllAttributes())));
  }

  private static void check(String name, Object value) {
    if (!survivesJson(value)) {
      throw new IllegalArgumentException("The attribute " + name + " is a "
          + value.getClass().getName() + ": it may be a text, a Boolean, an"
          + " Integer, a Double, or a list or a map of these");
    }
  }

  /** Whether it is the same after it was JSON. */
  private static boolean survivesJson(Object value) {
    return value instanceof String || value instanceof Boolean
        || value instanceof Integer || value instanceof Double
        || value instanceof List<?> list
            && list.stream().allMatch(SessionStore::survivesJson)
        || value instanceof Map<?, ?> map
            && map.keySet().stream().allMatch(String.class::isInstance)
            && map.values().stream().allMatch(SessionStore::survivesJson);
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
    long unused = clock.millis() - saved.accessed();
    data.setLastSaved(System.currentTimeMillis() - unused); // by Jetty's clock
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
    table.remove(key(id));
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
      StoredSession saved = table.get(key(id));
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

  private String key(String id) {
    return policy.secure() ? sha256(id) : id;
  }

  /** Fast is enough: nobody can try all ids, as they could passwords. */
  private static String sha256(String id) {
    try {
      return HexFormat.of().formatHex(
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }
}
