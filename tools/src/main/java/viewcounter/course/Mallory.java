package viewcounter.course;

import static viewcounter.site.Visitor.PASSWORD;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import java.util.Queue;
import viewcounter.course.Commands.Action;
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

  private final HttpServer server;
  private final RemoteSite site;
  private final Visitor mallory;
  private final List<Trap> traps;

  /** @param port where to listen; if it is in use, any free port */
  Mallory(RemoteSite site, int port) throws IOException {
    this.site = site;
    mallory = new Visitor(site, site.newBrowser(), ACCOUNT);
    server = LoopbackServer.create(port);
    server.createContext("/", this::answer);
    traps = Trap.on(site, this::signedUp);
    server.start();
  }

  static Action parse(Queue<String> words) {
    int step = Parsers.step("mallory", words);
    if (step < 4) {
      throw new UsageException("Mallory attacks step 4 or 5. For example:"
          + " ./course mallory 4");
    }
    String url = words.isEmpty() ? RemoteSite.usualUrl(System.getenv())
        : words.remove();
    return () -> {
      Mallory mallory = new Mallory(new RemoteSite(step, url), 6660);
      Runtime.getRuntime().addShutdownHook(new Thread(mallory::close));
      System.out.println("Log in at " + url + ", then open Mallory's site in"
          + " the same browser: " + mallory.url() + System.lineSeparator()
          + "Press Ctrl-C to stop it.");
      Thread.currentThread().join(); // until somebody presses it
      return 0;
    };
  }

  String url() {
    return "http://" + HOST + ":" + server.getAddress().getPort() + "/";
  }

  private void answer(HttpExchange request) throws IOException {
    try (request) {
      String path = request.getRequestURI().getPath();
      String html = path.equals("/look") ? whatMallorySees()
          : traps.stream().filter(trap -> trap.path().equals(path))
              .findFirst().map(this::html).orElseGet(this::index);
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
    traps.forEach(trap -> html.append("<li><a href='")
        .append(trap.path().equals("/plant") // a page of the same host
            ? url().replace(HOST, "localhost").replaceFirst("/$", "") : "")
        .append(trap.path()).append("'>").append(trap.title())
        .append("</a></li>"));
    return html + "</ul>";
  }

  private String html(Trap trap) {
    String content;
    try {
      content = trap.html().call();
    } catch (Exception e) {
      content = "<p>" + site.url() + " does not answer as step " + site.step()
          + " does. Is it running?</p>";
    }
    return "<h1>" + trap.title() + "</h1>" + content + "<p>What should happen:"
        + " " + (site.step() == 5 ? trap.onStep5() : trap.onStep4())
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
