package viewcounter.session;

import java.util.LinkedHashMap;
import java.util.Map;

/** A session while requests use it. */
final class WebSession extends ServletSession {

  private static final long SAVE_USE_MILLIS = 60_000; // if it is only read

  private final SessionStorage storage;
  private SessionRecord stored;
  private boolean isNew = true; // nothing is stored yet
  private Map<String, Object> attributes = new LinkedHashMap<>();
  private boolean changed; // since it was loaded or saved
  private int losses;
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

  /**
   * Loads what is stored, if that is something else by now: it is new here,
   * another server has changed it, or a change was not saved after all.
   *
   * @return whether there is such a session
   */
  synchronized boolean load() {
    SessionRecord now = storage.load(key());
    ended = now == null;
    if (!ended && (isNew || !now.equals(stored))) {
      stored = now;
      isNew = false;
      reset();
    }
    return !ended;
  }

  /** Goes back to what is stored. */
  private void reset() {
    if (changed) {
      losses++;
      changed = false;
    }
    attributes = storage.copyOf(stored.attributes());
  }

  /** How often changes were lost so far. */
  synchronized int losses() {
    return losses;
  }

  /**
   * Saves it, if it has changed or a minute has passed. If that fails, all
   * unsaved changes are lost.
   *
   * @param lossesSeen what {@link #losses} was when the request began to use it
   * @throws SessionConflictException if changes have been lost since then
   */
  synchronized void save(int lossesSeen) {
    if (ended && !changed) {
      return;
    }
    if (ended || losses != lossesSeen) { // it may have ended elsewhere
      throw new SessionConflictException();
    }
    long now = storage.clock().millis();
    if (isNew || changed || now - stored.accessed() >= SAVE_USE_MILLIS) {
      try {
        SessionRecord next = new SessionRecord(stored.created(), now,
            storage.copyOf(attributes));
        storage.save(key(), isNew ? null : stored, next);
        stored = next;
        isNew = false;
        changed = false;
      } finally {
        if (changed) {
          reset();
        }
      }
    }
  }

  /** Is stored under the key of another id from now on. */
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
    reset();
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
      storage.copyOf(Map.of(name, value)); // or it could not be saved
      attributes.put(name, value);
      changed = true;
    }
  }
}
