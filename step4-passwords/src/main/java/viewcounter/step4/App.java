package viewcounter.step4;

import static viewcounter.step2.WebServer.redirect;

import spark.Request;
import spark.Service;
import spark.Session;
import viewcounter.step1.Launcher;
import viewcounter.step1.Settings;
import viewcounter.step2.SessionRules;
import viewcounter.step2.Store;
import viewcounter.step2.Table;
import viewcounter.step2.WebServer;

/** Counts the views of each person who knows their password. */
public class App {
  public static void main(String... args) {
    Launcher.run(4, settings -> start(settings, Passwords.by(args)).port());
  }

  public static WebServer start(Settings settings) {
    return start(settings, Passwords.by());
  }

  public static WebServer start(Settings settings, Passwords passwords) {
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

    // hole: a password in the address stays in histories and logs, see step 5
    http.get("/create/:user/:password", (request, response) -> {
      String user = request.params("user");
      String hash = passwords.hash(request.params("password"));
      if (!users.add(user, new User(user, hash, 0))) {
        response.status(409);
        return "User " + user + " already exists";
      }
      logIn(request, user);
      return "User " + user + " created & logged in";
    });

    // hole: guess as often as you like; an unknown name is answered sooner
    // than a wrong password; only 72 bytes of it count: step 5 mends all that
    http.get("/login/:user/:password", (request, response) -> {
      User user = users.get(request.params("user"));
      String password = request.params("password");
      if (user == null || !passwords.matches(password, user.hash())) {
        response.status(403);
        return "Incorrect username or password";
      }
      logIn(request, user.user());
      return "User " + user.user() + " logged in";
    });

    return server.start();
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
