package viewcounter.web;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpSession;
import org.eclipse.jetty.server.Session.API;
import org.eclipse.jetty.session.ManagedSession;
import org.eclipse.jetty.session.SessionCache;
import spark.Request;
import spark.Response;
import spark.Service;
import spark.embeddedserver.EmbeddedServers;
import spark.http.matching.MatcherFilter;
import viewcounter.launch.Launcher;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;

/**
 * A Spark service. What a route changes in its session is saved before the
 * client has the response; if that fails, the response is 500.
 */
public final class WebServer implements AutoCloseable {

  private final Service http = Service.ignite();
  private final Thread closing = new Thread(this::stop, "closing");
  private final Settings settings;
  private final SessionBackend backend;
  private final Tracing tracing; // null: there is none
  private final Map<String, String> headers = new LinkedHashMap<>();
  private JettyServer jetty;

  /** A server that keeps its sessions in memory. */
  public WebServer(Settings settings) {
    this(settings, new MemorySessions());
  }

  /** A server that does not listen yet: add routes, then start it. */
  public WebServer(Settings settings, SessionBackend backend) {
    this.settings = settings;
    this.backend = backend;
    tracing = settings.trace() ? new Tracing(backend) : null;
    EmbeddedServers.add(this, (routes, files, exceptions, others) -> {
      jetty = new JettyServer(
          new MatcherFilter(routes, files, exceptions, false, true), routes,
          backend, headers, tracing == null ? null : tracing.recorder());
      return jetty;
    });
    http.embeddedServerIdentifier(this);
    http.ipAddress(settings.host()).port(settings.port());
  }

  /** Adds a header to every response, errors included; before the start. */
  public void addHeader(String name, String value) {
    headers.put(name, value);
  }

  /** Where routes are added. */
  public Service http() {
    return http;
  }

  /**
   * Listens from now on, until it is closed or the program ends.
   *
   * @throws StartupException if the port cannot be opened
   */
  public WebServer start() {
    http.exception(Exception.class, ExceptionMapper::answer);
    http.afterAfter((request, response) -> saveSession(request));
    if (tracing != null) {
      tracing.start(http);
    }
    http.awaitInitialization();
    try {
      jetty.listen();
    } catch (Exception e) {
      stop();
      throw Launcher.cannotListen(settings, e);
    }
    if (tracing != null) {
      tracing.open(settings);
    }
    Runtime.getRuntime().addShutdownHook(closing);
    return this;
  }

  /** The port that it listens on. */
  public int port() {
    return jetty.port();
  }

  /** Lets requests in progress finish, then closes the session backend. */
  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(closing);
  }

  private synchronized void stop() {
    if (jetty != null) { // or it was never started
      jetty.extinguish();
    }
    backend.close();
    if (tracing != null) {
      tracing.close();
    }
  }

  /**
   * Redirects the browser to a path of this site. The URL is relative, so it is
   * right behind any proxy. (Spark's own redirect answers immediately, before
   * the session is saved.)
   */
  public static String redirect(Response response, int status, String path) {
    response.status(status);
    response.header("Location", path);
    return "";
  }

  /** Jetty alone would only log that a session was not saved or deleted. */
  private void saveSession(Request request) throws Exception {
    SessionCache sessions = jetty.sessions();
    String asked = request.raw().getRequestedSessionId();
    HttpSession session = request.raw().getSession(false);
    if (session != null) {
      sessions.commit((ManagedSession) ((API) session).getSession());
    }
    boolean ended =
        asked != null && (session == null || !asked.equals(session.getId()));
    if (ended && sessions.getSessionDataStore().exists(asked)) {
      sessions.getSessionDataStore().delete(asked);
    }
  }
}
