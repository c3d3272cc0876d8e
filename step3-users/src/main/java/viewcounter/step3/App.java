package viewcounter.step3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static viewcounter.web.WebServer.redirect;

import java.net.URLEncoder;
import spark.Request;
import spark.Service;
import spark.Session;
import viewcounter.launch.Launcher;
import viewcounter.launch.Settings;
import viewcounter.session.StoredSessions;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.web.WebServer;

/** Counts the views of each person, whatever browser they use. */
public class App {
  public static void main(String... args) {
    Launcher.run(3, settings -> start(settings).port());
  }

  public static WebServer start(Settings settings) {
    Store store = Store.open(3, settings);
    Table<User> users = store.table("users", User.class);
    WebServer server = new WebServer(settings, new StoredSessions(store));
    Service http = server.http();

    http.get("/", (request, response) -> { // guard: mixed-up views
      User user = users.update(loggedIn(request), User::viewed);
      if (user == null) { // nobody is logged in
        return "Please log in";
      }
      // VULNERABLE: the name is printed as it came. Fixed in step 5.
      return "User \"" + user.user() + "\" has " + user.inWords();
    });

    // VULNERABLE: any link can log a visitor out. Fixed in step 5.
    http.get("/logout", (request, response) -> {
      Session session = request.session(false);
      if (session != null) {
        session.invalidate(); // guard: session after logout
      }
      response.removeCookie("/", server.sessionCookie());
      return redirect(response, 302, "/");
    });

    // VULNERABLE: a name that exists lets you in as its owner. Fixed in step 4.
    http.get("/create/:user", (request, response) -> {
      String user = request.params("user");
      users.add(user, new User(user, 0));
      logIn(request, user);
      return "User " + user + " created & logged in";
    });

    // VULNERABLE: whoever knows a name is that person. Fixed in step 4.
    http.get("/login/:user", (request, response) -> {
      String user = request.params("user");
      if (users.get(user) == null) {
        return redirect(response, 302, "/create/" + encoded(user));
      }
      logIn(request, user);
      return "User " + user + " logged in";
    });

    return server.start();
  }

  private static String encoded(String name) {
    return URLEncoder.encode(name, UTF_8).replace("+", "%20");
  }

  private static void logIn(Request request, String user) {
    // VULNERABLE: the session keeps the id it had. Fixed in step 5.
    request.session().attribute("user", user);
  }

  private static String loggedIn(Request request) {
    Session session = request.session(false);
    return session == null ? null : session.attribute("user");
  }
}
