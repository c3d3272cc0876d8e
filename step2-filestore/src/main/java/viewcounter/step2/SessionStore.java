package viewcounter.step2;

import com.google.gson.JsonParseException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.eclipse.jetty.server.session.AbstractSessionDataStore;
import org.eclipse.jetty.server.session.SessionData;

/**
 * Keeps Jetty's sessions in a table, so that they outlive the program.
 * A method returns when the disk has the change, and throws if it has not.
 * Attributes may be texts, booleans, numbers, and lists and maps of these.
 */
public final class SessionStore extends AbstractSessionDataStore {

  /** A session on disk; times in milliseconds since 1970. */
  record Saved(long created, long accessed, long lastAccessed, long maxIdle,
      long expires, Map<String, Object> attributes) {

    boolean isExpired() {
      return expires > 0 && expires <= System.currentTimeMillis();
    }
  }

  private final Table<Saved> table;

  /** Sessions in the table "sessions" of a store. */
  public SessionStore(Store store) {
    table = store.table("sessions", Saved.class);
    // a session that is only looked at is written once a minute
    setSavePeriodSec((int) Duration.ofMinutes(1).toSeconds());
  }

  @Override
  public void doStore(String id, SessionData data, long lastSaved) {
    table.put(id, new Saved(data.getCreated(), data.getAccessed(),
        data.getLastAccessed(), data.getMaxInactiveMs(), data.getExpiry(),
        new HashMap<>(data.getAllAttributes())));
  }

  /** The session, or null if there is none that can be read. */
  @Override
  public SessionData doLoad(String id) {
    Saved saved = get(id);
    if (saved == null) {
      return null;
    }
    SessionData data = newSessionData(id, saved.created(), saved.accessed(),
        saved.lastAccessed(), saved.maxIdle());
    data.setExpiry(saved.expires());
    data.setLastSaved(saved.accessed()); // or looking would never be saved
    data.putAllAttributes(saved.attributes());
    data.clean();
    return data;
  }

  @Override
  public boolean exists(String id) {
    return get(id) != null;
  }

  /** Returns true: that there is none by this id is no mistake. */
  @Override
  public boolean delete(String id) {
    table.remove(id);
    return true;
  }

  /** Removes what has expired; Jetty keeps nothing that we would name it. */
  @Override
  public Set<String> doGetExpired(Set<String> candidates) {
    table.keys(Saved::isExpired).forEach(id ->
        table.update(id, saved -> saved.isExpired() ? null : saved));
    return candidates;
  }

  @Override
  public boolean isPassivating() {
    return true; // what comes back is a copy of what was stored
  }

  private Saved get(String id) {
    try {
      Saved saved = table.get(id);
      return saved == null || saved.isExpired() ? null : saved;
    } catch (JsonParseException e) {
      return null; // that browser starts afresh
    }
  }
}
