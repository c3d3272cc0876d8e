package viewcounter.web;

import java.util.Map;
import java.util.Optional;
import spark.Service;
import spark.embeddedserver.EmbeddedServer;
import spark.embeddedserver.EmbeddedServers;
import spark.embeddedserver.jetty.websocket.WebSocketHandlerWrapper;
import spark.http.matching.MatcherFilter;
import spark.route.Routes;
import spark.ssl.SslStores;

/**
 * The routes of a Spark service, for a server of ours: Spark itself knows only
 * Jetty 9. To Spark, this looks like a server.
 */
final class SparkRoutes implements EmbeddedServer {

  /** All that Spark's static registry keeps of a server, and for ever. */
  private static final class Identifier {
    private SparkRoutes routes;
  }

  private Routes routes;
  private MatcherFilter filter;

  /** Those of a service; complete once it is initialised. */
  static SparkRoutes of(Service service) {
    Identifier identifier = new Identifier();
    identifier.routes = new SparkRoutes();
    SparkRoutes own = identifier.routes;
    EmbeddedServers.add(identifier, (routes, files, exceptions, others) -> {
      SparkRoutes server = identifier.routes;
      identifier.routes = null;
      server.routes = routes;
      server.filter = new MatcherFilter(routes, files, exceptions, false, true);
      return server;
    });
    service.embeddedServerIdentifier(identifier);
    return own;
  }

  Routes routes() {
    return routes;
  }

  MatcherFilter filter() {
    return filter;
  }

  @Override
  public int ignite(String host, int port, SslStores sslStores, int maxThreads,
      int minThreads, int threadIdleMillis) {
    return port;
  }

  @Override
  public void configureWebSockets(
      Map<String, WebSocketHandlerWrapper> none, Optional<Long> idleMillis) {}

  @Override
  public void join() {}

  @Override
  public void extinguish() {}

  @Override
  public int activeThreadCount() {
    return 0;
  }
}
