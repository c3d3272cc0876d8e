package viewcounter.session;

import java.util.Map;
import org.eclipse.jetty.session.SessionData;
import viewcounter.store.engine.StoreException;

/** A session in memory, and its version in the store. */
final class SessionInUse extends SessionData {

  private transient volatile StoredSession stored; // null: nothing yet
  private final transient StoreException failure; // null: it was loaded

  /** @param failure why it could not be loaded; any use of it throws that */
  SessionInUse(SessionData data, StoreException failure) {
    super(data.getId(), data.getContextPath(), data.getVhost(),
        data.getCreated(), data.getAccessed(), data.getLastAccessed(),
        data.getMaxInactiveMs());
    this.failure = failure;
  }

  StoredSession stored() {
    return stored;
  }

  void setStored(StoredSession stored) {
    this.stored = stored;
  }

  /** Takes over what was saved this many milliseconds ago. */
  SessionInUse load(StoredSession saved, long age) {
    setLastSaved(System.currentTimeMillis() - age); // by Jetty's clock
    putAllAttributes(JsonAttributes.copyOf(saved.attributes()));
    clean();
    stored = saved;
    return this;
  }

  void throwIfUnavailable() {
    if (failure != null) {
      throw failure;
    }
  }

  @Override
  public Object getAttribute(String name) {
    throwIfUnavailable();
    return super.getAttribute(name);
  }

  @Override
  public Object setAttribute(String name, Object value) {
    throwIfUnavailable();
    return super.setAttribute(name, value);
  }

  @Override
  public Map<String, Object> getAllAttributes() {
    throwIfUnavailable();
    return super.getAllAttributes();
  }
}
