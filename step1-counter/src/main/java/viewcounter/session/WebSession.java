package viewcounter.session;

import java.util.LinkedHashMap;
import java.util.Map;

/** A session while requests use it. */
final class WebSession extends ServletSession {

  private static final long TOUCH_MILLIS = 60_000; // if it is only read

  private final SessionStorage storage;
  private SessionRecord stored;
  private boolean isNew = true; // nothing is stored yet
  private Map<String, Object> attributes = new LinkedHashMap<>();
  private boolean changed; // since it was loaded or saved
  private int rollbacks;
  private boolean ended;
  int users; // requests that use it; Sessions counts them

  /** A new session, unless one with this id is then loaded. */
  WebSession(String id, SessionStorage storage) {
    super(id, storage.policy().idle());
    this.storage = storage;
    long now = storage.clock().millis();
    stored = new SessionRecord(now, now, Map.of());
  }

  private String key() {
    return storage.policy().keyOf(getId());
  }

  /** Loads what is stored, unless it is here already; false if nothing is. */
  synchronized boolean load() {
    SessionRecord now = storage.load(key());
    ended = now == null;
    if (!ended && (isNew || !now.equals(stored))) {
      stored = now;
      isNew = false;
      rollBack();
    }
    return !ended;
  }

  /** Goes back to what is stored; unsaved changes are lost. */
  private void rollBack() {
    if (changed) {
      rollbacks++;
      changed = false;
    }
    attributes = storage.copyOf(stored.attributes());
  }

  /** How often unsaved changes were lost so far. */
  synchronized int rollbacks() {
    return rollbacks;
  }

  /**
   * Saves it, if it has changed or a minute has passed. If that fails, all
   * unsaved changes are lost.
   *
   * @param rollbacksSeen {@link #rollbacks} when the request began to use it
   * @throws SessionConflictException if changes have been lost since then
   */
  synchronized void save(int rollbacksSeen) {
    if (ended && !changed) {
      return;
    }
    if (ended || rollbacks != rollbacksSeen) { // it may have ended elsewhere
      throw new SessionConflictException();
    }
    long now = storage.clock().millis();
    if (isNew || changed || now - stored.accessed() >= TOUCH_MILLIS) {
      try {
        SessionRecord next = new SessionRecord(stored.created(), now,
            storage.copyOf(attributes));
        storage.save(key(), isNew ? null : stored, next);
        stored = next;
        isNew = false;
        changed = false;
      } finally {
        if (changed) {
          rollBack();
        }
      }
    }
  }

  /** Moves what is stored to the key of a new id. */
  synchronized void renewId(String next) {
    throwIfEnded();
    if (!isNew) {
      storage.move(key(), stored, storage.policy().keyOf(next));
    }
    setId(next);
  }

  /** Ends it, for all requests. */
  @Override
  public synchronized void invalidate() {
    throwIfEnded();
    if (!isNew) {
      storage.remove(key());
    }
    ended = true;
    rollBack();
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  private void throwIfEnded() {
    if (ended) {
      throw new SessionEndedException();
    }
  }

  @Override
  public synchronized boolean isNew() {
    throwIfEnded();
    return isNew;
  }

  @Override
  synchronized SessionRecord record() {
    throwIfEnded();
    return new SessionRecord(stored.created(), stored.accessed(),
        new LinkedHashMap<>(attributes));
  }

  @Override
  public synchronized Object getAttribute(String name) {
    throwIfEnded();
    return attributes.get(name);
  }

  @Override
  synchronized void set(String name, Object value) {
    throwIfEnded();
    if (value == null) {
      changed |= attributes.remove(name) != null;
    } else {
      storage.copyOf(Map.of(name, value)); // throws if it cannot be saved
      attributes.put(name, value);
      changed = true;
    }
  }
}
