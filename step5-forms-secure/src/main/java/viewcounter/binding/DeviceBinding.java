package viewcounter.binding;

import static viewcounter.binding.Endpoints.sessionOf;

import java.time.Clock;
import java.util.Set;
import spark.Request;
import spark.Response;
import spark.Service;
import viewcounter.session.SessionPolicy;
import viewcounter.session.SessionStorage;
import viewcounter.store.Store;
import viewcounter.web.HttpException;

/**
 * Binds a session to the browser in which it begins, if that browser can do it
 * (Device Bound Session Credentials, https://w3c.github.io/webappsec-dbsc/). It
 * then needs a second cookie, which lasts for five minutes, and which only the
 * owner of a private key can renew. Other browsers ignore the header that
 * offers it, and nothing changes for them.
 *
 * <p>A session and its binding have the same key in the store, a hash. That is
 * also the name by which browser and server speak of the binding, as it is no
 * secret.
 */
public final class DeviceBinding {

  private final SessionPolicy policy;
  private final Bindings bindings;
  private final Set<String> open;

  /**
   * @param open the paths that can be used without a session, such as that of
   *     the login page
   */
  public DeviceBinding(Store store, SessionStorage sessions, Clock clock,
      Set<String> open) {
    this.open = open;
    policy = sessions.policy();
    bindings = new Bindings(store, sessions, clock);
  }

  /** Adds the routes that browsers call by themselves. */
  public void addRoutes(Service http) {
    new Endpoints(bindings, policy).add(http);
  }

  /**
   * To be called when a session begins in place of the one that the browser's
   * cookie names: asks the browser to register a key. Never later, or a thief
   * of the cookie could register one.
   */
  public void offer(Request request, Response response) {
    end(request, response);
    String session = policy.keyOf(request.session().id());
    response.header("Secure-Session-Registration", "(ES256);path=\""
        + Endpoints.REGISTER + "\";challenge=\"" + bindings.offer(session)
        + "\"");
  }

  /**
   * To be called before a route: rejects the request if its session is bound
   * and the bound cookie is missing or too old.
   *
   * @throws HttpException (401) if it is rejected; that is no use of a session
   */
  public void check(Request request, Response response) {
    String path = request.pathInfo();
    if (!open.contains(path) && !Endpoints.PATHS.contains(path)
        && !bindings.accepts(sessionOf(request, policy),
            BoundCookie.of(request))) {
      BoundCookie.delete(request, response); // or the browser would not renew it
      String from = request.headers("Sec-Fetch-Site");
      if (from != null && !from.equals("same-origin")) {
        // browsers do not renew it for a link of another site: reload, once
        response.header("Refresh", "0");
      }
      throw new HttpException(401, "Not the browser that it is bound to");
    }
  }

  /** To be called once a session has ended: never is one without the other. */
  public void end(Request request, Response response) {
    bindings.remove(sessionOf(request, policy));
    BoundCookie.delete(request, response);
  }
}
