package viewcounter.bench;

import spark.Session;
import viewcounter.launch.Settings;
import viewcounter.session.StoredSessions;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.web.WebServer;

/**
 * Counts the views of a session as step 2 does, in a program that removes
 * expired sessions on request, by {@code /sweep}, instead of every ten minutes.
 */
public final class Sweeping {

  /** What it prints, with a number, when it is done. */
  static final String LEFT = "sessions are left: ";

  /** As much of a session as one needs to count it. */
  private record Any(long created) {}

  private Sweeping() {}

  public static void main(String... args) {
    Settings settings = Settings.of(2, System.getenv());
    Store store = Store.open(settings.data());
    StoredSessions sessions = new StoredSessions(store);
    Table<Any> left = store.table("sessions", Any.class);
    WebServer server = new WebServer(settings, sessions);
    server.http().get("/", (request, response) -> {
      Session session = request.session();
      synchronized (session.raw()) {
        Integer views = session.attribute("views");
        session.attribute("views", views == null ? 1 : views + 1);
        return "Views: " + session.attribute("views");
      }
    });
    server.http().get("/sweep", (request, response) -> {
      new Thread(() -> {
        store.removeExpired();
        System.out.println(LEFT + left.keys(any -> true).size());
      }, "sweep").start();
      return "It has begun";
    });
    System.out.println("It runs at http://localhost:" + server.start().port());
  }
}
