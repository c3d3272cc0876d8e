package viewcounter.session;

import com.google.gson.JsonParseException;
import java.time.Clock;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.store.engine.StoreException;
import viewcounter.web.HttpException;
import viewcounter.web.SessionPolicy;

/** The sessions in a store, by their ids. */
final class SessionTable {

  private final Table<StoredSession> table;
  private final SessionPolicy policy;
  private final Clock clock;

  SessionTable(Store store, SessionPolicy policy, Clock clock) {
    this.policy = policy;
    this.clock = store.clock(clock);
    table = store.table("sessions", StoredSession.class,
        saved -> saved.expires(policy), clock);
  }

  /** A session, or null if there is none, or none that can be read. */
  StoredSession get(String id) {
    try {
      return table.get(SessionKey.of(id, policy));
    } catch (JsonParseException e) {
      return null; // its browser gets a new one
    }
  }

  /** How long ago a session was saved, in milliseconds. */
  long age(StoredSession saved) {
    return clock.millis() - saved.accessed();
  }

  /**
   * Saves a new session, or the changes to a stored one. What has ended
   * meanwhile stays ended.
   *
   * @throws HttpException (503) if it was changed both here and elsewhere
   */
  void save(SessionInUse session) {
    StoredSession before = session.stored();
    StoredSession next = StoredSession.of(session, clock.millis());
    String key = SessionKey.of(session.getId(), policy);
    if (before == null) {
      table.put(key, next);
    } else if (table.update(key, now -> after(before, now, next)) != next) {
      return;
    }
    session.setStored(next);
  }

  private static StoredSession after(StoredSession before, StoredSession now,
      StoredSession next) {
    if (now.equals(before)) {
      return next;
    }
    if (next.attributes().equals(before.attributes())) {
      return now; // it was only read here
    }
    throw new HttpException(503, "A session was changed twice at once");
  }

  /** Whether the store still has the version that a session was loaded from. */
  boolean isCurrent(SessionInUse session) {
    try {
      session.throwIfUnavailable();
      return session.stored() == null
          || session.stored().equals(get(session.getId()));
    } catch (StoreException e) {
      return false;
    }
  }

  void remove(String id) {
    table.remove(SessionKey.of(id, policy));
  }
}
