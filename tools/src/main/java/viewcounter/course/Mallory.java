package viewcounter.course;

import static viewcounter.site.Visitor.PASSWORD;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import viewcounter.site.AccountForm;
import viewcounter.site.OtherSite;
import viewcounter.site.RemoteSite;
import viewcounter.site.Visitor;
import viewcounter.trace.LoopbackServer;

/**
 * The site of Mallory, for readers to open in their own browser while step 4 or
 * 5 runs. Its host differs from the step's, so that it is another site.
 */
final class Mallory implements AutoCloseable {

  private static final String HOST = "mallory.localhost";
  private static final String ACCOUNT = "mallorys-site"; // a name nobody has

  /** Makes the content of a page, from what the step answers right then. */
  private interface Trap {
    String html() throws Exception;
  }

  /** A page, and what should happen in it. */
  private record Page(String title, String onStep4, String onStep5,
      Trap trap) {}

  private final Map<String, Page> pages = new LinkedHashMap<>();
  private final HttpServer server;
  private final RemoteSite site;
  private final Visitor mallory;

  /** @param port where to listen; if it is in use, any free port */
  Mallory(RemoteSite site, int port) throws IOException {
    this.site = site;
    mallory = new Visitor(site, site.newBrowser(), ACCOUNT);
    server = LoopbackServer.create(port);
    server.createContext("/", this::answer);
    addPages();
    server.start();
  }

  /** Runs until somebody presses Ctrl-C. */
  static int run(int step, String url, PrintStream out) throws Exception {
    Mallory mallory = new Mallory(new RemoteSite(step, url), 6660);
    Runtime.getRuntime().addShutdownHook(new Thread(mallory::close));
    out.println("Log in at " + url + ", then open Mallory's site in the same"
        + " browser: " + mallory.url() + System.lineSeparator()
        + "Press Ctrl-C to stop it.");
    Thread.currentThread().join();
    return 0;
  }

  String url() {
    return "http://" + HOST + ":" + server.getAddress().getPort() + "/";
  }

  private void addPages() {
    pages.put("/logout", new Page("A page that logs you out",
        "You are logged out: the site does whatever a GET asks for.",
        "You stay logged in. Your browser says that another site sent the form,"
            + " and SameSite=Lax kept your cookie at home.",
        () -> button(AccountForm.logOut(site.step(), site.newBrowser()))));
    pages.put("/login", new Page("A page that logs you in as Mallory",
        "You are Mallory now. Whatever you enter is in Mallory's account.",
        "You are still you: the site rejects a form from another site.",
        () -> button(AccountForm.logIn(site.step(), site.newBrowser(),
            signedUp().name(), PASSWORD))));
    pages.put("/signup", new Page("A page that signs you up",
        "You have a new account, whose password Mallory knows.",
        "You are still you: the site rejects a form from another site.",
        () -> button(AccountForm.signUp(site.step(), site.newBrowser(),
            "victim" + System.nanoTime() % 100_000, PASSWORD))));
    pages.put("/frame", new Page("A page that shows yours in a frame",
        "The frame shows the site, and Mallory could put anything over it. (A"
            + " browser that keeps cookies out of frames shows it without your"
            + " session.)",
        "The frame does not show the site: X-Frame-Options and"
            + " frame-ancestors forbid it. (Chrome draws a sad page there, with"
            + " “localhost refused to connect”.)",
        () -> "<iframe src='" + site.url() + "/'></iframe>"));
    pages.put("/plant", new Page("A page that plants Mallory's session",
        "Cookies do not know ports, so this page of localhost could plant a"
            + " session. Log in again as yourself, then look at what Mallory"
            + " sees: your account.",
        "The login gives you another session id, so the planted one leads"
            + " Mallory nowhere. (Only a page of the same host can plant this"
            + " cookie, at whatever port; a sibling such as blog.example.com"
            + " cannot.)",
        () -> "<p>As " + signedUp().name() + ", she got a cookie and planted"
            + " it. Log in again, at " + (site.step() == 5
            ? "<a href='" + site.url() + "/login'>" + site.url() + "/login</a>"
            : "<code>" + site.url() + "/login/NAME/PASSWORD</code>") + ".</p>"
            + "<p><a href='/look'>What Mallory sees</a></p>"));
  }

  /** The trap is sprung on its own page, not by the link that leads there. */
  private String button(AccountForm form) {
    return "<p>Press the button, as a visitor who suspects nothing would:</p>"
        + OtherSite.html(form, site);
  }

  private void answer(HttpExchange request) throws IOException {
    try (request) {
      String path = request.getRequestURI().getPath();
      Page page = pages.get(path);
      String html = page == null ? path.equals("/look") ? whatMallorySees()
          : index() : html(page);
      if (path.equals("/plant")) {
        plantCookies(request);
      }
      LoopbackServer.send(request, 200, "text/html", "<!DOCTYPE html>"
          + "<html lang=en><title>Mallory</title>"
          + "<meta name=viewport content='width=device-width'><style>body"
          + "{font:1rem/1.5 system-ui;max-width:40rem;margin:2rem auto;"
          + "padding:0 1rem;color-scheme:light dark}iframe{width:100%}"
          + "</style><main>" + html + "</main>");
    }
  }

  private String index() {
    StringBuilder html = new StringBuilder("<h1>Mallory's site</h1><p>Log in at"
        + " <a href='" + site.url() + "'>" + site.url() + "</a> first. Each"
        + " of these pages sets a trap: do what it says, then go back there and"
        + " reload.</p><ul>");
    pages.forEach((path, page) -> html.append("<li><a href='")
        .append(path.equals("/plant") // a page of the same host
            ? url().replace(HOST, "localhost").replaceFirst("/$", "") : "")
        .append(path).append("'>").append(page.title()).append("</a></li>"));
    return html + "</ul>";
  }

  private String html(Page page) {
    String trap;
    try {
      trap = page.trap().html();
    } catch (Exception e) {
      trap = "<p>" + site.url() + " does not answer as step " + site.step()
          + " does. Is it running?</p>";
    }
    return "<h1>" + page.title() + "</h1>" + trap + "<p>What should happen: "
        + (site.step() == 5 ? page.onStep5() : page.onStep4())
        + "</p><p><a href='" + url() + "'>More</a></p>";
  }

  /** Mallory, with an account and a session. */
  private synchronized Visitor signedUp() {
    if (!mallory.is(mallory)) {
      mallory.signsUp(PASSWORD);
      mallory.logsIn(PASSWORD);
    }
    return mallory;
  }

  private void plantCookies(HttpExchange request) {
    mallory.browser().cookies().forEach((name, value) ->
        request.getResponseHeaders().add("Set-Cookie", name + "=" + value
            + "; Path=/" + (name.startsWith("__Host-") ? "; Secure" : "")));
  }

  private String whatMallorySees() {
    Response response = mallory.visits("/");
    String text = response.statusCode() == 200 ? response.asString()
        .replaceAll("(?s)<style.*?</style>|<[^>]*>", " ").strip()
        : "Redirected to " + response.header("Location") + ", so Mallory is not"
            + " logged in.";
    return "<h1>What Mallory sees</h1><pre>" + text.replace("<", "&lt;")
        + "</pre><p><a href='" + url() + "'>More</a></p>";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
