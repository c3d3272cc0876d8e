package viewcounter.session;

import com.google.gson.JsonParseException;
import java.time.Clock;
import java.util.Map;
import viewcounter.persistence.Persistence;
import viewcounter.store.Store;
import viewcounter.store.Table;

/**
 * Sessions in the table "sessions" of a store, so that they survive a restart.
 * Attributes may be Strings, Booleans, Integers and Doubles, as well as lists
 * of these, and maps from Strings to these.
 */
public final class StoredSessions implements SessionStorage {

  private final Store store;
  private final SessionPolicy policy;
  private final Clock clock;
  private final Table<SessionRecord> table;

  public StoredSessions(Store store) {
    this(store, SessionPolicy.DEFAULT, Clock.systemUTC());
  }

  public StoredSessions(Store store, SessionPolicy policy, Clock clock) {
    this.store = store;
    this.policy = policy;
    this.clock = store.clock(clock);
    table = store.table("sessions", SessionRecord.class,
        session -> session.expires(policy), clock);
  }

  @Override
  public SessionRecord load(String key) {
    try {
      SessionRecord session = table.get(key);
      if (session != null) {
        copyOf(session.attributes());
      }
      return session;
    } catch (JsonParseException | IllegalArgumentException e) {
      return null; // the browser gets a new one, and the old one stays
    }
  }

  @Override
  public void save(String key, SessionRecord before, SessionRecord next) {
    if (before == null) {
      table.put(key, next);
    } else {
      table.compute(key, now -> after(before, now, next));
    }
  }

  private static SessionRecord after(SessionRecord before, SessionRecord now,
      SessionRecord next) {
    if (before.equals(now)) {
      return next;
    }
    if (next.attributes().equals(before.attributes())) {
      return now; // it was only read here; null if it is gone
    }
    throw new SessionConflictException();
  }

  @Override
  public void move(String key, SessionRecord before, String next) {
    table.put(next, before); // first, so that a crash leaves one of the two
    try {
      table.compute(key, now -> {
        if (!before.equals(now)) {
          throw new SessionConflictException();
        }
        return null;
      });
    } catch (SessionConflictException e) {
      table.remove(next);
      throw e;
    }
  }

  @Override
  public void remove(String key) {
    table.remove(key);
  }

  @Override
  public Map<String, Object> copyOf(Map<String, Object> attributes) {
    return JsonAttributes.copyOf(attributes);
  }

  @Override
  public SessionPolicy policy() {
    return policy;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Persistence persistence() {
    return store;
  }
}
