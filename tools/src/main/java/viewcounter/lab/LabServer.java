package viewcounter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import viewcounter.testing.CourseFolder;
import viewcounter.trace.LoopbackServer;

/** The page of the lab, for this computer only. */
public final class LabServer implements AutoCloseable {

  private static final int THREADS = 4;
  private static final int LONGEST_BODY = 200;

  private static final Map<String, String> FILES = Map.of(
      "/", "text/html", "/lab.css", "text/css", "/lab.js", "text/javascript");

  private static final Map<String, String> HEADERS = Map.of(
      "Content-Security-Policy", "default-src 'none'; script-src 'self';"
          + " style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "X-Content-Type-Options", "nosniff",
      "Referrer-Policy", "no-referrer",
      "Cross-Origin-Opener-Policy", "same-origin",
      "Cross-Origin-Resource-Policy", "same-origin",
      "Cache-Control", "no-store");

  /** What the page asks for: two numbers, and no more. */
  private record Order(int attack, int step) {}

  private record Response(int status, String type, String body) {

    static Response text(int status, String body) {
      return new Response(status, "text/plain", body);
    }

    static Response json(String body) {
      return new Response(200, "application/json", body);
    }
  }

  private final ExecutorService threads =
      Executors.newFixedThreadPool(THREADS);
  private final HttpServer server;
  private final Lab lab;

  /**
   * Starts it.
   *
   * @param port where to listen; if it is in use, any free port
   * @param course the folder with the sources of the steps
   */
  public LabServer(int port, Path course) throws IOException {
    server = LoopbackServer.create(port);
    lab = new Lab(course);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** Runs it until somebody presses Ctrl-C; the exit code. */
  public static int run(int port, PrintStream out) throws Exception {
    LabServer lab = new LabServer(port, CourseFolder.ROOT);
    Runtime.getRuntime().addShutdownHook(new Thread(lab::close, "closing"));
    out.println("The lab is at " + lab.url() + " (Ctrl-C ends it).");
    Thread.currentThread().join();
    return 0;
  }

  /** Where it is. */
  public String url() {
    return "http://" + LoopbackServer.HOST + ":"
        + server.getAddress().getPort();
  }

  private void handle(HttpExchange exchange) throws IOException {
    HEADERS.forEach(exchange.getResponseHeaders()::set);
    Response response;
    try {
      response = answer(exchange);
    } catch (IOException | RuntimeException e) {
      response =
          Response.text(500, "The lab cannot do that: " + e.getMessage());
    }
    if (!isBegun(exchange)) {
      LoopbackServer.send(exchange, response.status(), response.type(),
          response.body());
    }
    exchange.close();
  }

  private static boolean isBegun(HttpExchange exchange) {
    return exchange.getResponseCode() != -1;
  }

  /** What to answer; null if it was sent line by line. */
  private Response answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getRawPath();
    if (!url().equals("http://" + exchange.getRequestHeaders()
        .getFirst("Host"))) {
      return Response.text(403, "The lab is at " + url());
    }
    if (exchange.getRequestMethod().equals("GET")) {
      return path.equals("/attacks") ? Response.json(Lab.table())
          : FILES.containsKey(path)
              ? new Response(200, FILES.get(path), file(path))
              : Response.text(404, "There is no such page");
    }
    if (!exchange.getRequestMethod().equals("POST")) {
      return Response.text(405, "Only GET and POST are possible");
    }
    // no other site can set this origin, nor send JSON without asking
    if (!url().equals(exchange.getRequestHeaders().getFirst("Origin"))) {
      return Response.text(403, "Only the lab's own page may do this");
    }
    return switch (path) {
      case "/attempts" -> attempt(exchange);
      case "/stop" -> {
        lab.stop();
        yield Response.json("{}");
      }
      default -> Response.text(404, "There is no such page");
    };
  }

  private Response attempt(HttpExchange exchange) throws IOException {
    Order order = order(new String(
        exchange.getRequestBody().readNBytes(LONGEST_BODY), UTF_8));
    if (order == null || !Lab.isKnown(order.attack(), order.step())) {
      return Response.text(400, "There is no such attack on such a step");
    }
    return lab.attempt(order.attack(), order.step(),
        line -> send(exchange, line)) ? null : Response.text(409,
            "Another attack is in progress: wait until it ends");
  }

  /** Sends a line of JSON; if nobody listens any more, the attack ends. */
  private void send(HttpExchange exchange, String line) {
    try {
      if (!isBegun(exchange)) {
        exchange.getResponseHeaders().set("Content-Type",
            "application/x-ndjson");
        exchange.sendResponseHeaders(200, 0);
      }
      exchange.getResponseBody().write((line + "\n").getBytes(UTF_8));
      exchange.getResponseBody().flush();
    } catch (IOException e) {
      lab.stop();
    }
  }

  private static Order order(String json) {
    try {
      return new Gson().fromJson(json, Order.class);
    } catch (JsonParseException e) {
      return null;
    }
  }

  private static String file(String path) throws IOException {
    String name = path.equals("/") ? "/lab.html" : path;
    try (InputStream file =
        LabServer.class.getResourceAsStream("/lab" + name)) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  /** Ends it, and the attack that is in progress. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    lab.close();
  }
}
