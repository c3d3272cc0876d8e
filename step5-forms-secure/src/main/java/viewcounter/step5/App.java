package viewcounter.step5;

import static viewcounter.step5.Pages.page;
import static viewcounter.web.WebServer.redirect;

import java.time.Duration;
import spark.Service;
import viewcounter.binding.DeviceBinding;
import viewcounter.launch.Launcher;
import viewcounter.launch.Settings;
import viewcounter.passwords.PasswordHasher;
import viewcounter.session.SessionPolicy;
import viewcounter.session.SessionStorage;
import viewcounter.session.StoredSessions;
import viewcounter.step4.User;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.web.WebServer;

/** Counts the views of each user, as in step 4, who logs in with a form. */
public class App {
  static final SessionPolicy SESSIONS = new SessionPolicy(
      "__Host-session", // guard: cookie tossing
      true, // guard: cookie over plain HTTP
      Duration.ofMinutes(30), // guard: session left alone
      Duration.ofHours(12)); // guard: session without end

  public static void main(String... args) {
    Launcher.run(5, settings -> start(settings).port());
  }

  public static WebServer start(Settings settings) {
    return start(settings, Dependencies.REAL);
  }

  public static WebServer start(Settings settings, Dependencies outside) {
    Store store = Store.open(5, settings);
    Table<User> users = store.table("users", User.class);
    PasswordHasher passwords = outside.passwords();
    String nobodysHash = passwords.hash("nobody has this password");
    LoginRateLimiter rateLimiter =
        new LoginRateLimiter(store, outside.clock());
    KnownDevices devices = new KnownDevices(store, outside.clock());
    Proxy proxy = new Proxy(settings.data(), outside.log());
    SecurityLog log = new SecurityLog(outside, proxy);
    SessionStorage sessions =
        new StoredSessions(store, SESSIONS, outside.clock());
    DeviceBinding binding = new DeviceBinding(store, sessions,
        outside.clock(), Pages.OPEN);
    WebServer server = new WebServer(settings, sessions);
    Pages.HEADERS.forEach(server::addHeader);
    Service http = server.http();

    http.before((request, response) ->
        HostCheck.check(request, settings.host(), proxy.sent(request)));
    http.before((request, response) ->
        CrossOriginProtection.check(request, proxy.originOf(request)));
    http.before(binding::check);
    http.afterAfter(log::noteRejection);
    Pages.addFiles(http);
    binding.addRoutes(http);

    http.get("/", (request, response) -> {
      User user = users.update(LoginSession.user(request), User::viewed);
      if (user == null) {
        return redirect(response, 302, CookieCheck.loginPage(request));
      }
      return page(response, 200, "views", user);
    });

    http.get("/logout", (request, response) ->
        page(response, 200, "logout", Form.EMPTY));

    http.post("/logout", (request, response) -> { // guard: logout by a link
      log.noteLogout(LoginSession.user(request), proxy.clientOf(request));
      LoginSession.logOut(request, response, SESSIONS, binding);
      return redirect(response, 303, "/login");
    });

    http.get("/register", (request, response) ->
        page(response, 200, "register", Form.EMPTY));

    http.post("/register", (request, response) -> {
      Form form = Form.of(request);
      form.check();
      if (form.hasErrors()) {
        return page(response, 422, "register", form);
      }
      String key = form.name().key(); // the same for Jane and jane
      String user = form.name().shown();
      String hash = passwords.hash(form.password());
      if (!users.add(key, new User(user, hash, 0))) {
        form.addError("username", "User " + user + " already exists");
        return page(response, 409, "register", form);
      }
      log.note("signup", key, proxy.clientOf(request));
      rateLimiter.addKnownAddress(key, proxy.clientOf(request));
      LoginSession.logIn(request, response, key, binding);
      devices.remember(request, response, key);
      return redirect(response, 303, CookieCheck.FIRST_PAGE);
    });

    http.get("/login", (request, response) ->
        page(response, 200, "login", CookieCheck.loginForm(request)));

    http.post("/login", (request, response) -> { // guard: password in history
      Form form = Form.of(request);
      String key = form.name().key();
      String address = proxy.clientOf(request);
      User user = users.get(key);
      String device = devices.find(request, key);
      long seconds = rateLimiter.tryAcquire(key, address, device);
      if (seconds > 0) {
        response.header("Retry-After", String.valueOf(seconds));
        form.addError("form", "Please wait " + seconds + " seconds");
        return page(response, 429, "login", form);
      }
      String hash = user == null ? nobodysHash : user.hash(); // takes as long
      boolean right = rateLimiter.attempt(key, address, device, () ->
          passwords.matches(form.password(), hash) // guard: timing attack
              && user != null && PasswordPolicy.fitsBcrypt(form.password()));
      if (!right) {
        log.note("login failed", user == null ? null : key, address);
        form.addError("form", "Incorrect username or password");
        return page(response, 422, "login", form); // guard: user enumeration
      }
      if (passwords.needsRehash(hash)) {
        String better = passwords.rehash(form.password(), hash);
        users.update(key, old -> old.withHash(hash, better));
      }
      log.note("login", key, address);
      LoginSession.logIn(request, response, key, binding);
      devices.remember(request, response, key);
      return redirect(response, 303, CookieCheck.FIRST_PAGE);
    });

    return server.start();
  }
}
