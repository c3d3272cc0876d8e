package viewcounter.session;

import java.util.List;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletRequestWrapper;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpSession;

/**
 * A request that finds its session by its cookie, when a route asks for it. The
 * web server saves the session before it sends the response, also if the route
 * has thrown, and then closes this.
 */
public final class SessionRequest extends HttpServletRequestWrapper
    implements AutoCloseable {

  private final HttpServletResponse response;
  private final Sessions sessions;
  private final List<Cookie> cookies;
  private final List<String> ids; // that the browser sent, without repetitions
  private boolean searched;
  private boolean found;
  private WebSession session; // null: none yet
  private int rollbacks; // of the session, when this request came to it
  private boolean begun; // by this request
  private boolean idIsNew; // to the browser

  /** The request, with a session of ours; close it when it is done. */
  public SessionRequest(HttpServletRequest request,
      HttpServletResponse response, Sessions sessions) {
    super(request);
    this.response = response;
    this.sessions = sessions;
    cookies = RequestCookies.of(request);
    ids = cookies.stream()
        .filter(each -> each.getName().equals(sessions.policy().cookie()))
        .map(Cookie::getValue).filter(id -> !id.isEmpty()).distinct().toList();
  }

  /**
   * Whether the browser sent several ids. Nobody knows which is right, as one
   * may have been planted: the response is 400, and deletes the cookies.
   */
  public boolean isAmbiguous() {
    return ids.size() > 1;
  }

  /** Asks the browser to delete all cookies that may carry a session id. */
  public void expireCookies() {
    CookieRemoval.headers(sessions.policy(), getServerName(), getRequestURI())
        .forEach(each -> response.addHeader("Set-Cookie", each));
  }

  @Override
  public HttpSession getSession() {
    return getSession(true);
  }

  /** The session that the cookie names, or else a new one, or null. */
  @Override
  public HttpSession getSession(boolean create) {
    if (!searched) {
      use(ids.isEmpty() ? null : sessions.find(ids.get(0)));
      searched = true;
      found = session != null;
    }
    if (session != null && session.hasEnded()) {
      releaseSession();
    }
    if (session == null && create) {
      use(sessions.begin());
      begun = true;
      idIsNew = true;
    }
    return session;
  }

  private void use(WebSession next) {
    session = next;
    rollbacks = next == null ? 0 : next.rollbacks();
  }

  /** Gives the session another id, and the browser another cookie. */
  @Override
  public String changeSessionId() {
    if (getSession(false) == null) {
      throw found ? new SessionEndedException()
          : new IllegalStateException("There is no session");
    }
    sessions.renewId(session);
    idIsNew = true;
    return session.getId();
  }

  /** Saves what has changed, and gives the browser its cookie. */
  public void save() {
    if (session != null) {
      session.save(rollbacks);
      if (idIsNew && !session.hasEnded()) {
        response.addHeader("Set-Cookie",
            sessions.policy().setCookie(session.getId()));
        response.setHeader("Cache-Control", "no-store"); // id is secret
      }
    }
  }

  /** Ends the use of the session, not the session. */
  @Override
  public void close() {
    if (session != null) {
      releaseSession();
    }
  }

  private void releaseSession() {
    sessions.release(session);
    session = null;
  }

  @Override
  public String getRequestedSessionId() {
    return ids.isEmpty() ? null : ids.get(0);
  }

  @Override
  public boolean isRequestedSessionIdValid() {
    getSession(false);
    return found && session != null && !idIsNew;
  }

  /** Whether its cookie led to a session, which may have ended since. */
  public boolean hasFoundSession() {
    return found;
  }

  /** Whether its session is one that it has begun. */
  public boolean hasBegunSession() {
    return begun;
  }

  @Override
  public Cookie[] getCookies() {
    return cookies.isEmpty() ? null : cookies.toArray(Cookie[]::new);
  }
}
