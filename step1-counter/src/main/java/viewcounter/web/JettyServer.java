package viewcounter.web;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import javax.servlet.DispatcherType;
import org.eclipse.jetty.ee8.nested.SessionHandler;
import org.eclipse.jetty.ee8.servlet.FilterHolder;
import org.eclipse.jetty.ee8.servlet.ServletContextHandler;
import org.eclipse.jetty.ee8.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpCookie.SameSite;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.session.SessionCache;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.embeddedserver.EmbeddedServer;
import spark.embeddedserver.jetty.websocket.WebSocketHandlerWrapper;
import spark.http.matching.MatcherFilter;
import spark.route.Routes;
import spark.ssl.SslStores;
import viewcounter.trace.ExchangeRecorder;

/**
 * Runs Spark, which itself knows only Jetty 9, on Jetty 12: with limits, and
 * without a Server header.
 */
final class JettyServer implements EmbeddedServer {

  private static final int BODY_BYTES = 8 * 1024;
  private static final int STOP_MILLIS = 5_000;

  private static final Logger LOG =
      LoggerFactory.getLogger(JettyServer.class);

  static { // or Jetty loads all of JMX, only to find this out
    System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
  }

  private final Server server = new Server();
  private final DrainingConnector connector;
  private final SessionCache sessions;

  /**
   * @param headers those of every response, errors included
   * @param recorder records each exchange; null if there is no trace
   */
  JettyServer(MatcherFilter spark, Routes routes, SessionBackend backend,
      Map<String, String> headers, ExchangeRecorder recorder) {
    connector = Connectors.create(server, headers);
    server.addConnector(connector);
    server.addBean(new SessionIds(server));
    server.setErrorHandler(new ErrorPages(headers));
    server.setStopTimeout(STOP_MILLIS);
    ServletContextHandler context =
        new ServletContextHandler(ServletContextHandler.SESSIONS);
    sessions = configure(context.getSessionHandler(), backend);
    context.setErrorHandler(new ErrorPages.OfServlets());
    context.addFilter(new FilterHolder(new SparkFilter(spark)), "/*",
        EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(new NotFoundServlet(routes)), "/*");
    Handler guarded = within(new RequestValidator(backend.policy().cookie()),
        within(new HeldResponses(backend), context.get()));
    Handler traced = recorder == null ? guarded
        : within(new TraceHandler(recorder), guarded);
    server.setHandler(within(new GracefulHandler(),
        within(new HealthHandler(backend),
            within(new SizeLimitHandler(BODY_BYTES, -1),
                within(new WholeBodies(), traced)))));
  }

  private static Handler within(Handler.Wrapper outer, Handler inner) {
    outer.setHandler(inner);
    return outer;
  }

  void listen() throws Exception {
    server.start();
  }

  int port() {
    return connector.getLocalPort();
  }

  SessionCache sessions() {
    return sessions;
  }

  /** Notes where to listen; {@link #listen} starts once all routes exist. */
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
      connector.drain();
      server.stop();
    } catch (Exception e) {
      LOG.warn("Not all requests ended in time: {}", e.toString());
    }
  }

  @Override
  public int activeThreadCount() {
    return server.getThreadPool().getThreads();
  }

  private static SessionCache configure(SessionHandler handler,
      SessionBackend backend) {
    SessionPolicy policy = backend.policy();
    SessionCache cache = backend.newCache(handler);
    handler.setSessionCache(cache);
    handler.setUsingUriParameters(false); // the id is in the cookie only
    handler.setSessionCookie(policy.cookie());
    handler.setHttpOnly(true);
    if (policy.secure()) {
      handler.getSessionCookieConfig().setSecure(true);
      handler.setSameSite(SameSite.LAX);
    }
    return cache;
  }
}
