package viewcounter.step4;

import static viewcounter.web.WebServer.redirect;

import spark.Request;
import spark.Service;
import spark.Session;
import viewcounter.launch.Launcher;
import viewcounter.launch.Settings;
import viewcounter.passwords.PasswordHasher;
import viewcounter.session.StoredSessions;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.web.WebServer;

/** Counts the views of each person who knows their password. */
public class App {
  public static void main(String... args) {
    Launcher.run(4, settings ->
        start(settings, Arguments.passwords(args)).port());
  }

  public static WebServer start(Settings settings) {
    return start(settings, Arguments.passwords());
  }

  public static WebServer start(Settings settings, PasswordHasher passwords) {
    Store store = Store.open(4, settings);
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

    // VULNERABLE: a password in the URL stays in histories and logs. Fixed in
    // step 5.
    http.get("/create/:user/:password", (request, response) -> {
      String user = request.params("user");
      String hash = passwords.hash(request.params("password"));
      if (!users.add(user, new User(user, hash, 0))) { // guard: race condition
        response.status(409);
        return "User " + user + " already exists"; // guard: account takeover
      }
      logIn(request, user);
      return "User " + user + " created & logged in";
    });

    // VULNERABLE: no limit on guesses; an unknown name is answered sooner than
    // a wrong password; only 72 bytes of it count. Fixed in step 5.
    http.get("/login/:user/:password", (request, response) -> {
      User user = users.get(request.params("user"));
      String password = request.params("password");
      if (user == null || !passwords.matches(password, user.hash())) {
        response.status(403);
        return "Incorrect username or password"; // guard: impersonation
      }
      logIn(request, user.user());
      return "User " + user.user() + " logged in";
    });

    return server.start();
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
