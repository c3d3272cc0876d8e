package viewcounter.step5;

import static viewcounter.step2.WebServer.redirect;
import static viewcounter.step5.Pages.file;
import static viewcounter.step5.Pages.page;

import java.time.Duration;
import spark.Request;
import spark.Service;
import spark.Session;
import viewcounter.step1.Launcher;
import viewcounter.step1.Settings;
import viewcounter.step2.SessionRules;
import viewcounter.step2.Store;
import viewcounter.step2.Table;
import viewcounter.step2.WebServer;
import viewcounter.step4.Passwords;
import viewcounter.step4.User;

/** Counts the views of each person, who logs in by a form. */
public class App {
  static final SessionRules SESSIONS =
      new SessionRules("__Host-session", true, Duration.ofMinutes(30));

  public static void main(String... args) {
    Launcher.run(5, settings -> start(settings).port());
  }

  public static WebServer start(Settings settings) {
    Store store = Store.open(settings.data());
    Table<User> users = store.table("users", User.class);
    Passwords passwords = Passwords.bcrypt(10);
    String nobodysHash = passwords.hash("nobody has this password");
    WebServer server = new WebServer(settings, store, SESSIONS);
    Service http = server.http();

    http.get("/style.css", file("style.css", "text/css"));
    http.get("/register.js", file("register.js", "text/javascript"));

    http.get("/", (request, response) -> {
      User user = users.update(loggedIn(request), User::viewed);
      if (user == null) {
        return redirect(response, 302, "/login");
      }
      return page(response, 200, "views", user);
    });

    http.get("/logout", (request, response) ->
        page(response, 200, "logout", Form.EMPTY));

    http.post("/logout", (request, response) -> {
      endSession(request);
      response.cookie("/", SESSIONS.cookie(), "", 0, true, true);
      return redirect(response, 303, "/login");
    });

    http.get("/register", (request, response) ->
        page(response, 200, "register", Form.EMPTY));

    http.post("/register", (request, response) -> {
      Form form = Form.of(request).checked();
      if (form.wrong()) {
        return page(response, 422, "register", form);
      }
      String user = form.name().shown();
      String hash = passwords.hash(form.password());
      if (!users.add(form.name().key(), new User(user, hash, 0))) {
        form.withHint("username", "User " + user + " already exists");
        return page(response, 409, "register", form);
      }
      logIn(request, form.name());
      return redirect(response, 303, "/");
    });

    http.get("/login", (request, response) ->
        page(response, 200, "login", Form.EMPTY));

    http.post("/login", (request, response) -> {
      Form form = Form.of(request);
      User user = users.get(form.name().key());
      // as much work for an unknown name, or the time would tell
      String hash = user == null ? nobodysHash : user.hash();
      if (!passwords.matches(form.password(), hash) || user == null) {
        form.withHint("form", "Incorrect username or password");
        return page(response, 422, "login", form);
      }
      logIn(request, form.name());
      return redirect(response, 303, "/");
    });

    return server.start();
  }

  private static void logIn(Request request, UserName name) {
    endSession(request); // a new id, or a planted one would be logged in
    request.session().attribute("user", name.key());
  }

  private static void endSession(Request request) {
    Session session = request.session(false);
    if (session != null) {
      session.invalidate();
    }
  }

  private static String loggedIn(Request request) {
    Session session = request.session(false);
    return session == null ? "" : session.attribute("user");
  }
}
