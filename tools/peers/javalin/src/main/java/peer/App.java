package peer;

import com.zaxxer.hikari.HikariDataSource;
import io.javalin.Javalin;
import jakarta.servlet.http.HttpSession;
import java.io.File;
import org.eclipse.jetty.ee10.servlet.SessionHandler;
import org.eclipse.jetty.session.DatabaseAdaptor;
import org.eclipse.jetty.session.DefaultSessionCache;
import org.eclipse.jetty.session.FileSessionDataStore;
import org.eclipse.jetty.session.JDBCSessionDataStore;
import org.eclipse.jetty.session.JDBCSessionDataStoreFactory;
import org.eclipse.jetty.session.SessionDataStore;

/**
 * Counts the views of a session, as step 2 does, with Javalin and the sessions
 * of its server, Jetty: in the database that the first argument names, or else
 * in files in the folder that it names.
 */
public final class App {

  private App() {}

  public static void main(String... args) {
    Javalin app = Javalin.create(config -> {
      config.startup.showJavalinBanner = false;
      config.jetty.modifyServletContextHandler(context ->
          context.setSessionHandler(sessions(args[0])));
      config.routes.get("/", request -> {
        HttpSession session = request.req().getSession();
        synchronized (session) {
          Integer views = request.sessionAttribute("views");
          request.sessionAttribute("views", views == null ? 1 : views + 1);
          request.result("Views: " + request.sessionAttribute("views"));
        }
      });
    }).start("127.0.0.1", 0);
    System.out.println("Javalin runs at http://127.0.0.1:" + app.port());
  }

  private static SessionHandler sessions(String where) {
    SessionHandler handler = new SessionHandler();
    DefaultSessionCache cache = new DefaultSessionCache(handler);
    cache.setFlushOnResponseCommit(true); // it saves before it answers
    cache.setSessionDataStore(where.startsWith("jdbc:")
        ? database(handler, where) : files(where));
    handler.setSessionCache(cache);
    handler.setHttpOnly(true);
    return handler;
  }

  /** They are written, but not forced to disk. */
  private static SessionDataStore files(String folder) {
    FileSessionDataStore store = new FileSessionDataStore();
    store.setStoreDir(new File(folder));
    return store;
  }

  private static SessionDataStore database(SessionHandler handler,
      String url) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url);
    DatabaseAdaptor adaptor = new DatabaseAdaptor();
    adaptor.setDatasource(pool);
    JDBCSessionDataStoreFactory factory = new JDBCSessionDataStoreFactory();
    factory.setDatabaseAdaptor(adaptor);
    factory.setSessionTableSchema(
        new JDBCSessionDataStore.SessionTableSchema());
    try {
      return factory.getSessionDataStore(handler);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }
}
