package viewcounter.step3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static viewcounter.step2.WebServer.redirect;

import java.net.URLEncoder;
import spark.Request;
import spark.Service;
import spark.Session;
import viewcounter.step1.Launcher;
import viewcounter.step1.Settings;
import viewcounter.step2.SessionRules;
import viewcounter.step2.Store;
import viewcounter.step2.Table;
import viewcounter.step2.WebServer;

/** Counts the views of each person, whatever browser they use. */
public class App {
  public static void main(String... args) {
    Launcher.run(3, settings -> start(settings).port());
  }

  public static WebServer start(Settings settings) {
    Store store = Store.open(settings.data());
    Table<User> users = store.table("users", User.class);
    WebServer server = new WebServer(settings, store);
    Service http = server.http();

    http.get("/", (request, response) -> {
      User user = users.update(loggedIn(request), User::viewed);
      if (user == null) { // nobody is logged in
        return "Please log in";
      }
      // hole: the name is printed as it came, step 5 mends it
      return "User \"" + user.user() + "\" has " + user.views() + " views";
    });

    // hole: any link can log a visitor out, step 5 mends it
    http.get("/logout", (request, response) -> {
      Session session = request.session(false);
      if (session != null) {
        session.invalidate();
      }
      response.removeCookie("/", SessionRules.DEFAULT.cookie());
      return redirect(response, 302, "/");
    });

    // hole: a name that exists lets you in as its owner, step 4 mends it
    http.get("/create/:user", (request, response) -> {
      String user = request.params("user");
      users.add(user, new User(user, 0));
      logIn(request, user);
      return "User " + user + " created & logged in";
    });

    // hole: whoever knows a name is that person, step 4 mends it
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
    // hole: the session keeps the id it had, step 5 mends it
    request.session().attribute("user", user);
  }

  private static String loggedIn(Request request) {
    Session session = request.session(false);
    return session == null ? null : session.attribute("user");
  }
}
