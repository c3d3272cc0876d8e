package viewcounter.session;

import java.time.Duration;
import java.util.Collections;
import java.util.Enumeration;
import javax.servlet.ServletContext;
import javax.servlet.http.HttpSession;
import javax.servlet.http.HttpSessionContext;

/** The rest of what the servlet API requires of a session. */
abstract class ServletSession implements HttpSession {

  private final Duration idle;
  private volatile String id;

  ServletSession(String id, Duration idle) {
    this.id = id;
    this.idle = idle;
  }

  /** What it contains now. */
  abstract SessionRecord record();

  /**
   * Sets an attribute; null removes it.
   *
   * @throws IllegalArgumentException if it could not be stored
   */
  abstract void set(String name, Object value);

  @Override
  public void setAttribute(String name, Object value) {
    set(name, value);
  }

  @Override
  public void removeAttribute(String name) {
    set(name, null);
  }

  @Override
  public String getId() {
    return id;
  }

  void setId(String id) {
    this.id = id;
  }

  @Override
  public Enumeration<String> getAttributeNames() {
    return Collections.enumeration(record().attributes().keySet());
  }

  @Override
  public long getCreationTime() {
    return record().created();
  }

  @Override
  public long getLastAccessedTime() {
    return record().accessed();
  }

  @Override
  public int getMaxInactiveInterval() {
    return (int) idle.toSeconds();
  }

  /** @throws UnsupportedOperationException always: all have one policy */
  @Override
  public void setMaxInactiveInterval(int seconds) {
    throw new UnsupportedOperationException("See SessionPolicy");
  }

  @Override
  public ServletContext getServletContext() {
    throw new UnsupportedOperationException("Ask the request");
  }

  @Override
  @Deprecated
  public HttpSessionContext getSessionContext() {
    throw new UnsupportedOperationException("Deprecated since Servlet 2.1");
  }

  @Override
  @Deprecated
  public Object getValue(String name) {
    return getAttribute(name);
  }

  @Override
  @Deprecated
  public String[] getValueNames() {
    return record().attributes().keySet().toArray(String[]::new);
  }

  @Override
  @Deprecated
  public void putValue(String name, Object value) {
    setAttribute(name, value);
  }

  @Override
  @Deprecated
  public void removeValue(String name) {
    removeAttribute(name);
  }
}
