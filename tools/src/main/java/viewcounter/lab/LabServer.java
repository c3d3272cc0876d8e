package viewcounter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import viewcounter.testing.CourseFolder;
import viewcounter.trace.LoopbackServer;

/** The page of the lab, for this computer only. */
public final class LabServer implements AutoCloseable {

  private static final int THREADS = 4;
  private static final int LONGEST_BODY = 200;
  private static final String JSON = "application/json";

  /** What the page asks for: two numbers, and no more. */
  private record Order(int attack, int step) {}

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
    LabPage.HEADERS.forEach(exchange.getResponseHeaders()::set);
    try {
      answer(exchange);
    } catch (IOException | RuntimeException e) {
      if (!isBegun(exchange)) {
        say(exchange, 500, "The lab cannot do that: " + e.getMessage());
      }
    } finally {
      exchange.close();
    }
  }

  private static boolean isBegun(HttpExchange exchange) {
    return exchange.getResponseCode() != -1;
  }

  private void answer(HttpExchange exchange) throws IOException {
    Headers headers = exchange.getRequestHeaders();
    String method = exchange.getRequestMethod();
    String path = exchange.getRequestURI().getRawPath();
    if (!url().equals("http://" + headers.getFirst("Host"))) {
      say(exchange, 403, "The lab is at " + url());
    } else if (method.equals("GET") && path.equals("/attacks")) {
      LoopbackServer.send(exchange, 200, JSON, Lab.table());
    } else if (method.equals("GET") && LabPage.FILES.containsKey(path)) {
      LoopbackServer.send(exchange, 200, LabPage.FILES.get(path),
          LabPage.file(path));
    } else if (!method.matches("GET|POST")) {
      say(exchange, 405, "Only GET and POST are possible");
    } else if (method.equals("POST")
        // no other site can set this origin, nor send JSON without asking
        && !url().equals(headers.getFirst("Origin"))) {
      say(exchange, 403, "Only the lab's own page may do this");
    } else if (method.equals("POST") && path.equals("/attempts")) {
      attempt(exchange);
    } else if (method.equals("POST") && path.equals("/stop")) {
      lab.stop();
      LoopbackServer.send(exchange, 200, JSON, "{}");
    } else {
      say(exchange, 404, "There is no such page");
    }
  }

  private static void say(HttpExchange exchange, int status, String sentence)
      throws IOException {
    LoopbackServer.send(exchange, status, "text/plain", sentence);
  }

  private void attempt(HttpExchange exchange) throws IOException {
    Order order = null;
    try {
      order = new Gson().fromJson(new String(exchange.getRequestBody()
          .readNBytes(LONGEST_BODY), UTF_8), Order.class);
    } catch (JsonParseException e) {
      // as if there were no such attack
    }
    if (order == null || !Lab.isKnown(order.attack(), order.step())) {
      say(exchange, 400, "There is no such attack on such a step");
    } else if (!lab.attempt(order.attack(), order.step(),
        line -> send(exchange, line))) {
      say(exchange, 409, "Another attack is in progress: wait until it ends");
    }
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

  /** Ends it, and the attack that is in progress. */
  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
    lab.close();
  }
}
