package viewcounter.step5;

import static viewcounter.step2.WebServer.redirect;
import static viewcounter.step5.Pages.file;
import static viewcounter.step5.Pages.page;

import java.time.Duration;
import spark.Service;
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
      new SessionRules("__Host-session", true, Duration.ofMinutes(30),
          Duration.ofHours(12));

  public static void main(String... args) {
    Launcher.run(5, settings -> start(settings).port());
  }

  public static WebServer start(Settings settings) {
    return start(settings, Setup.REAL);
  }

  public static WebServer start(Settings settings, Setup setup) {
    Store store = Store.open(settings.data());
    Table<User> users = store.table("users", User.class);
    Passwords passwords = setup.passwords();
    String nobodysHash = passwords.hash("nobody has this password");
    Throttle throttle = new Throttle(setup.clock());
    SecurityLog log = new SecurityLog(setup.log(), setup.clock());
    Proxy proxy = new Proxy(settings.data());
    WebServer server =
        new WebServer(settings, store, SESSIONS, setup.clock());
    Pages.HEADERS.forEach(server::addHeader);
    Service http = server.http();

    http.before((request, response) -> CrossSite.refuse(request));
    http.get("/style.css", file("style.css", "text/css"));
    http.get("/register.js", file("register.js", "text/javascript"));

    http.get("/", (request, response) -> {
      User user = users.update(Login.user(request), User::viewed);
      if (user == null) {
        return redirect(response, 302, "/login");
      }
      return page(response, 200, "views", user);
    });

    http.get("/logout", (request, response) ->
        page(response, 200, "logout", Form.EMPTY));

    http.post("/logout", (request, response) -> {
      log.note("logout", Login.user(request), proxy.clientOf(request));
      Login.end(request, response, SESSIONS);
      return redirect(response, 303, "/login");
    });

    http.get("/register", (request, response) ->
        page(response, 200, "register", Form.EMPTY));

    http.post("/register", (request, response) -> {
      Form form = Form.of(request);
      form.check();
      if (form.wrong()) {
        return page(response, 422, "register", form);
      }
      String key = form.name().key(); // the same for Jane and jane
      String user = form.name().shown();
      String hash = passwords.hash(form.password());
      if (!users.add(key, new User(user, hash, 0))) {
        form.addHint("username", "User " + user + " already exists");
        return page(response, 409, "register", form);
      }
      log.note("signup", key, proxy.clientOf(request));
      Login.begin(request, key);
      return redirect(response, 303, "/");
    });

    http.get("/login", (request, response) ->
        page(response, 200, "login", Form.EMPTY));

    http.post("/login", (request, response) -> {
      Form form = Form.of(request);
      String key = form.name().key();
      String address = proxy.clientOf(request);
      long seconds = throttle.take(key, address);
      if (seconds > 0) {
        response.header("Retry-After", String.valueOf(seconds));
        form.addHint("form", "Please wait " + seconds + " seconds");
        return page(response, 429, "login", form);
      }
      User user = users.get(key);
      // as much work for an unknown name, or the time would tell
      String hash = user == null ? nobodysHash : user.hash();
      boolean right = passwords.matches(form.password(), hash)
          && NewPassword.isWhole(form.password());
      if (user == null || !right) {
        log.note("login failed", user == null ? null : key, address);
        form.addHint("form", "Incorrect username or password");
        return page(response, 422, "login", form);
      }
      throttle.giveBack(key, address);
      if (passwords.isWeak(hash)) {
        String better = passwords.hash(form.password());
        users.update(key, old -> old.withHash(better));
      }
      log.note("login", key, address);
      Login.begin(request, key);
      return redirect(response, 303, "/");
    });

    return server.start();
  }
}
