package viewcounter.web;

import java.util.LinkedHashMap;
import java.util.Map;
import spark.Response;
import spark.Service;
import viewcounter.launch.Launcher;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.session.MemorySessions;
import viewcounter.session.SessionPolicy;
import viewcounter.session.SessionStorage;

/**
 * A Spark service. What a route changes in its session is saved before the
 * client has the response; if that fails, the response is 500.
 */
public final class WebServer implements AutoCloseable {

  private final Service http = Service.ignite();
  private final SparkRoutes spark = SparkRoutes.of(http);
  private final Thread closing = new Thread(this::stop, "closing");
  private final Settings settings;
  private final SessionStorage storage;
  private final SessionPolicy policy;
  private final Tracing tracing; // null: there is none
  private final Map<String, String> headers = new LinkedHashMap<>();
  private JettyServer jetty; // null: not started yet

  /** A server that keeps its sessions in memory. */
  public WebServer(Settings settings) {
    this(settings, new MemorySessions());
  }

  /** A server that does not listen yet: add routes, then start it. */
  public WebServer(Settings settings, SessionStorage storage) {
    this.settings = settings;
    this.storage = storage;
    policy = settings.database() == null
        ? storage.policy().onPort(settings.port())
        : storage.policy(); // servers on several ports may share a database
    tracing = settings.trace()
        ? new Tracing(storage.persistence(), policy) : null;
  }

  /** Adds a header to every response, errors included; before the start. */
  public void addHeader(String name, String value) {
    headers.put(name, value);
  }

  /** The name of the cookie that carries the session's id. */
  public String sessionCookie() {
    return policy.cookie();
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
    http.init(); // even if there is no route
    http.awaitInitialization();
    jetty = new JettyServer(settings, spark, storage, policy, headers, tracing);
    try {
      jetty.start();
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

  /** Lets requests in progress finish, then closes what keeps the data. */
  @Override
  public void close() {
    stop();
    Runtime.getRuntime().removeShutdownHook(closing);
  }

  private synchronized void stop() {
    if (jetty != null) {
      jetty.stop();
    }
    storage.persistence().close();
    if (tracing != null) {
      tracing.close();
    }
  }

  /**
   * Redirects the browser to a path of this site. The URL is relative, so it is
   * right behind any proxy.
   */
  public static String redirect(Response response, int status, String path) {
    response.status(status);
    response.header("Location", path); // guard: Host header injection
    return "";
  }
}
