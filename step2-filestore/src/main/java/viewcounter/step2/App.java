package viewcounter.step2;

import spark.Service;
import spark.Session;
import viewcounter.launch.Launcher;
import viewcounter.launch.Settings;
import viewcounter.session.StoredSessions;
import viewcounter.store.Store;
import viewcounter.web.WebServer;

/** Counts the views of each browser, in files that survive a restart. */
public class App {
  public static void main(String... args) {
    Launcher.run(2, settings -> start(settings).port());
  }

  public static WebServer start(Settings settings) {
    WebServer server = new WebServer(settings, // guard: loss at a restart
        new StoredSessions(Store.open(2, settings)));
    Service http = server.http();
    http.get("/", (request, response) -> {
      Session session = request.session();
      synchronized (session.raw()) { // guard: lost update
        Integer views = session.attribute("views");
        session.attribute("views", views == null ? 1 : views + 1);
        return "Views: " + session.attribute("views");
      }
    });
    return server.start();
  }
}
