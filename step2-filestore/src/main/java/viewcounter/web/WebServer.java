package viewcounter.web;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.jetty.server.session.Session;
import spark.Request;
import spark.Response;
import spark.Service;
import spark.embeddedserver.EmbeddedServers;
import spark.embeddedserver.jetty.JettyHandler;
import spark.http.matching.MatcherFilter;
import viewcounter.launch.Launcher;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.session.SessionStore;
import viewcounter.store.Store;
import viewcounter.trace.Trace;

/**
 * A Spark service on loopback whose sessions are in a {@link Store}. What a
 * route changes in its session is on disk before the client has the answer;
 * if it cannot be saved, the answer is 500.
 */
public final class WebServer implements AutoCloseable {

  private final Service http = Service.ignite();
  private final Thread closing = new Thread(this::stop, "closing");
  private final Settings settings;
  private final Store store;
  private final Map<String, String> headers = new LinkedHashMap<>();
  private final SessionStore sessionStore;
  private JettyServer jetty;
  private boolean stopped;

  /** A server that keeps its sessions by the default rules. */
  public WebServer(Settings settings, Store store) {
    this(settings, store, SessionPolicy.DEFAULT, Clock.systemUTC());
  }

  /** A server that does not listen yet: add routes, then start it. */
  public WebServer(Settings settings, Store store, SessionPolicy rules,
      Clock clock) {
    this.settings = settings;
    this.store = store;
    this.sessionStore = new SessionStore(store, rules, clock);
    EmbeddedServers.add(this, (routes, files, exceptions, others) -> {
      JettyHandler spark = new JettyHandler(
          new MatcherFilter(routes, files, exceptions, false, true));
      jetty = new JettyServer(spark, routes, sessionStore, rules, headers);
      return jetty;
    });
    http.embeddedServerIdentifier(this);
    http.ipAddress(Launcher.LOOPBACK).port(settings.port());
  }

  /** Sends a header with every answer, also with errors; before the start. */
  public void addHeader(String name, String value) {
    headers.put(name, value);
  }

  /** Where routes are added. */
  public Service http() {
    return http;
  }

  /**
   * Listens from now on, until it is closed or the program is told to end.
   *
   * @throws StartupException if the port cannot be opened
   */
  public WebServer start() {
    http.exception(Exception.class, ExceptionMapper::answer);
    http.afterAfter((request, response) -> saveSession(request));
    if (settings.trace()) {
      Trace.show(http);
    }
    http.awaitInitialization();
    try {
      jetty.listen();
    } catch (Exception e) {
      stop();
      throw Launcher.cannotListen(settings.port(), e);
    }
    Runtime.getRuntime().addShutdownHook(closing);
    return this;
  }

  /** The port that it listens on. */
  public int port() {
    return jetty.port();
  }

  /** How many sessions are in memory: those of the requests under way. */
  public int sessionsInMemory() {
    return jetty.sessionsInMemory();
  }

  /** Lets the requests under way finish, then closes the store. */
  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(closing);
  }

  private synchronized void stop() {
    if (!stopped) {
      stopped = true;
      jetty.extinguish();
      store.close();
    }
  }

  /**
   * Sends the browser to a path of this site. The address is relative, so it
   * is right behind any proxy. (Spark's own redirect answers at once, before
   * the session is saved.)
   */
  public static String redirect(Response response, int status, String path) {
    response.status(status);
    response.header("Location", path);
    return "";
  }

  /** Jetty alone would only log that a session is not saved, or not gone. */
  private void saveSession(Request request) throws Exception {
    String asked = request.raw().getRequestedSessionId();
    spark.Session session = request.session(false);
    if (session != null) {
      Session raw = (Session) session.raw();
      raw.getSessionHandler().getSessionCache().commit(raw);
    }
    boolean ended =
        asked != null && (session == null || !asked.equals(session.id()));
    if (ended && sessionStore.exists(asked)) {
      sessionStore.delete(asked);
    }
  }
}
