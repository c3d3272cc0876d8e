package viewcounter.web;

import java.util.Map;
import org.eclipse.jetty.ee8.nested.ContextHandler;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import viewcounter.launch.Settings;
import viewcounter.persistence.Persistence;
import viewcounter.session.SessionPolicy;
import viewcounter.session.SessionStorage;
import viewcounter.session.Sessions;

/** Jetty, with limits, and without a Server header. */
final class JettyServer {

  private static final int BODY_BYTES = 8 * 1024;
  private static final int STOP_MILLIS = 5_000;

  private static final Logger LOG =
      LoggerFactory.getLogger(JettyServer.class);

  static { // or Jetty loads all of JMX, only to find this out
    System.setProperty("org.eclipse.jetty.util.referencesPerCacheLine", "16");
  }

  private final Server server = new Server();
  private final DrainingConnector connector;

  /**
   * @param headers those of every response, errors included
   * @param tracing shows each exchange; null if nobody looks
   */
  JettyServer(Settings settings, SparkRoutes spark, SessionStorage storage,
      SessionPolicy policy, Map<String, String> headers, Tracing tracing) {
    connector = Connectors.create(server, headers);
    connector.setHost(settings.host());
    connector.setPort(settings.port());
    server.addConnector(connector);
    server.setStopTimeout(STOP_MILLIS);
    ErrorPages errors = new ErrorPages(headers);
    server.setErrorHandler(errors);
    ContextHandler context = new ContextHandler("/");
    context.setErrorHandler(new ErrorPages.OfServlets());
    context.setHandler(new RouteHandler(spark, new Sessions(storage, policy),
        errors, tracing == null ? request -> {} : tracing::noteSession));
    Persistence persistence = storage.persistence();
    Handler guarded = within(new RequestValidator(),
        within(new HeldResponses(persistence), context.get()));
    Handler traced = tracing == null ? guarded
        : within(new TraceHandler(tracing.recorder()), guarded);
    server.setHandler(within(new GracefulHandler(),
        within(new HealthHandler(persistence),
            within(new SizeLimitHandler(BODY_BYTES, -1), // guard: large body
                within(new WholeBodies(), traced)))));
  }

  private static Handler within(Handler.Wrapper outer, Handler inner) {
    outer.setHandler(inner);
    return outer;
  }

  void start() throws Exception {
    server.start();
  }

  int port() {
    return connector.getLocalPort();
  }

  void stop() {
    try {
      connector.drain();
      server.stop();
    } catch (Exception e) {
      LOG.warn("Not all requests ended in time: {}", e.toString());
    }
  }
}
