package viewcounter.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.jetty.http.HttpCookie.SameSite;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.HandlerList;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.server.handler.StatisticsHandler;
import org.eclipse.jetty.server.session.SessionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.embeddedserver.EmbeddedServer;
import spark.embeddedserver.jetty.websocket.WebSocketHandlerWrapper;
import spark.route.Routes;
import spark.ssl.SslStores;
import viewcounter.session.RequestScopedSessionCache;
import viewcounter.session.SessionIds;
import viewcounter.session.SessionStore;

/** Jetty as {@link WebServer} needs it: with limits, and without a word. */
final class JettyServer implements EmbeddedServer {

  private static final int BODY_BYTES = 8 * 1024;
  private static final int BODY_BYTES_PER_SECOND = 500;
  private static final int IDLE_MILLIS = 10_000;
  private static final int STOP_MILLIS = 5_000;
  private static final int CONNECTIONS_WAITING = 1_000; // Java's own: 50

  private static final Logger LOG =
      LoggerFactory.getLogger(JettyServer.class);

  private final Server server = new Server();
  private final ServerConnector connector;
  private final RequestScopedSessionCache sessions;

  JettyServer(SessionHandler spark, Routes routes, SessionStore store,
      SessionPolicy rules, Map<String, String> headers) {
    connector = connector(headers);
    sessions = new RequestScopedSessionCache(spark, store);
    configure(spark, rules);
    server.addConnector(connector);
    server.setSessionIdManager(new SessionIds(server));
    server.setErrorHandler(new ErrorPages(headers));
    server.setStopTimeout(STOP_MILLIS);
    RequestValidator guarded = new RequestValidator(rules.cookie());
    guarded.setHandler(new HandlerList(spark, new NotFoundHandler(routes)));
    SizeLimitHandler limited = new SizeLimitHandler(BODY_BYTES, -1);
    limited.setHandler(guarded);
    StatisticsHandler counted = new StatisticsHandler(); // to stop when idle
    counted.setHandler(limited);
    server.setHandler(counted);
  }

  void listen() throws Exception {
    server.start();
  }

  int port() {
    return connector.getLocalPort();
  }

  int sessionsInMemory() {
    return (int) sessions.getSessionsCurrent();
  }

  /** Spark says where; {@link #listen} starts when all routes are there. */
  @Override
  public int ignite(String host, int port, SslStores sslStores, int maxThreads,
      int minThreads, int threadIdleMillis) {
    connector.setHost(host);
    connector.setPort(port);
    return port;
  }

  @Override
  public void configureWebSockets(
      Map<String, WebSocketHandlerWrapper> none, Optional<Long> idleMillis) {}

  @Override
  public void join() {}

  @Override
  public void extinguish() {
    try {
      server.stop();
    } catch (Exception e) {
      LOG.warn("Not all requests ended in time: {}", e.toString());
    }
  }

  @Override
  public int activeThreadCount() {
    return server.getThreadPool().getThreads();
  }

  private ServerConnector connector(Map<String, String> headers) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setMinRequestDataRate(BODY_BYTES_PER_SECOND);
    List<HttpField> fields = new ArrayList<>(); // as bytes, once for all
    headers.forEach((name, value) ->
        fields.add(new PreEncodedHttpField(name, value)));
    http.addCustomizer((any, configuration, request) ->
        fields.forEach(request.getResponse().getHttpFields()::put));
    ServerConnector connector =
        new ServerConnector(server, new HttpConnectionFactory(http));
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(CONNECTIONS_WAITING);
    return connector;
  }

  private void configure(SessionHandler handler, SessionPolicy rules) {
    handler.setSessionCache(sessions);
    handler.setMaxInactiveInterval(-1); // the store has the rules
    handler.setSessionIdPathParameterName("none"); // only in the cookie
    handler.setSessionCookie(rules.cookie());
    handler.setHttpOnly(true);
    if (rules.secure()) {
      handler.getSessionCookieConfig().setSecure(true);
      handler.setSameSite(SameSite.LAX);
    }
  }
}
