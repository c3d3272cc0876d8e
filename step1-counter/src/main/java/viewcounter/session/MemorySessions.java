package viewcounter.session;

import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import viewcounter.persistence.Persistence;

/** Sessions in memory, which end with the program. */
public class MemorySessions implements SessionStorage {

  private static final long SWEEP_MILLIS = Duration.ofMinutes(10).toMillis();

  private final Map<String, SessionRecord> records = new ConcurrentHashMap<>();
  private final Clock clock;
  private volatile long swept;

  public MemorySessions() {
    this(Clock.systemUTC());
  }

  MemorySessions(Clock clock) {
    this.clock = clock;
    swept = clock.millis();
  }

  @Override
  public SessionRecord load(String key) {
    SessionRecord record = records.get(key);
    return record == null || hasExpired(record) ? null : record;
  }

  @Override
  public void save(String key, SessionRecord before, SessionRecord next) {
    if (before == null) {
      sweep();
      records.put(key, next);
    } else {
      records.compute(key, (same, now) -> now != null && !hasExpired(now)
          ? next : throwIfChanged(before, now, next));
    }
  }

  private static SessionRecord throwIfChanged(SessionRecord before,
      SessionRecord now, SessionRecord next) {
    if (!next.attributes().equals(before.attributes())) {
      throw new SessionConflictException();
    }
    return now;
  }

  @Override
  public void move(String key, SessionRecord before, String next) {
    if (!records.remove(key, before)) {
      throw new SessionConflictException();
    }
    records.put(next, before);
  }

  @Override
  public void remove(String key) {
    records.remove(key);
  }

  int size() {
    return records.size();
  }

  private boolean hasExpired(SessionRecord record) {
    return record.expires(policy()) <= clock.millis();
  }

  /** Makes room for new visitors, now and then. */
  private void sweep() {
    if (clock.millis() - swept >= SWEEP_MILLIS) {
      swept = clock.millis();
      records.values().removeIf(this::hasExpired);
    }
  }

  /** Values in memory come back as they are. */
  @Override
  public Map<String, Object> copyOf(Map<String, Object> attributes) {
    return new LinkedHashMap<>(attributes);
  }

  @Override
  public SessionPolicy policy() {
    return SessionPolicy.DEFAULT;
  }

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public Persistence persistence() {
    return Persistence.NONE;
  }
}
