package viewcounter.web;

import org.eclipse.jetty.ee8.nested.SessionHandler;
import org.eclipse.jetty.session.DefaultSessionCache;
import org.eclipse.jetty.session.NullSessionDataStore;
import org.eclipse.jetty.session.SessionCache;

/** Sessions in memory, which end with the program. */
class MemorySessions implements SessionBackend {

  @Override
  public SessionPolicy policy() {
    return SessionPolicy.DEFAULT;
  }

  @Override
  public SessionCache newCache(SessionHandler handler) {
    handler.setMaxInactiveInterval((int) policy().idle().toSeconds());
    SessionCache cache = new DefaultSessionCache(handler.getSessionManager());
    cache.setSessionDataStore(new NullSessionDataStore());
    return cache;
  }

  @Override
  public void onChange(ChangeListener listener) {} // nothing is stored

  @Override
  public String keyOf(String id) {
    return id;
  }

  @Override
  public void forEach(ChangeListener listener) {}

  @Override
  public UnitOfWork begin() {
    return then -> then.accept(null); // nothing survives a crash anyway
  }

  @Override
  public boolean isWritable() {
    return true;
  }

  @Override
  public void close() {}
}
