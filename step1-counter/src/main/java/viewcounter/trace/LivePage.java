package viewcounter.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static viewcounter.trace.LoopbackServer.send;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import viewcounter.trace.Exchange.Change;

/**
 * A web page that shows exchanges as they happen, to browsers on this computer
 * only. Its ids are truncated, so that nobody who sees them can use them.
 */
public final class LivePage implements AutoCloseable {

  private static final int READERS = 32;
  private static final int RECORDS = 50; // of a table, at most

  private static final Map<String, String> FILES = Map.of(
      "/", "live.html", "/live.css", "live.css", "/live.js", "live.js",
      "/words.json", "words.json");
  private static final Map<String, String> HEADERS = Map.of(
      "Content-Security-Policy", "default-src 'none'; style-src 'self';"
          + " script-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "Cross-Origin-Resource-Policy", "same-origin",
      "X-Content-Type-Options", "nosniff",
      "Cache-Control", "no-store");

  /** A table: how many records it has, and the first ones. */
  private record Content(String table, int count, List<Change> records) {}

  private final LiveFeed feed = new LiveFeed();
  private final LiveEvents events;
  private final Consumer<Consumer<Change>> store;
  private final HttpServer server;
  private final Set<String> hosts;

  /**
   * Opens the page.
   *
   * @param port where to listen; if it is 0 or in use, any free port
   * @param cookie the name of the cookie that carries the session's id
   * @param store passes on everything that is stored
   * @throws IOException if no port is free
   */
  public LivePage(int port, String cookie, Consumer<Consumer<Change>> store)
      throws IOException {
    this.store = store;
    events = new LiveEvents(feed, cookie);
    server = LoopbackServer.create(port);
    hosts = Set.of(LoopbackServer.HOST + ":" + server.getAddress().getPort(),
        "localhost:" + server.getAddress().getPort());
    server.setExecutor(new ThreadPoolExecutor(0, READERS, 10, TimeUnit.SECONDS,
        new SynchronousQueue<>(), task -> {
          Thread thread = new Thread(task, "live page");
          thread.setDaemon(true);
          return thread;
        }));
    server.createContext("/", this::answer);
    server.start();
  }

  /** Where a browser finds it. */
  public String url() {
    return "http://" + LoopbackServer.HOST + ":"
        + server.getAddress().getPort();
  }

  /** Shows an exchange to everybody who watches, now or later. */
  public void show(Exchange exchange) {
    feed.add(exchange);
  }

  private void answer(HttpExchange request) throws IOException {
    try (request) {
      HEADERS.forEach(request.getResponseHeaders()::set);
      String path = request.getRequestURI().getPath();
      String host = "" + request.getRequestHeaders().getFirst("Host");
      if (!hosts.contains(host)) {
        send(request, 403, "text/plain", "The live page is at " + url());
      } else if (!request.getRequestMethod().equals("GET")) {
        send(request, 405, "text/plain", "Only GET is possible here");
      } else if (path.equals("/events")) {
        request.getResponseHeaders().set("Content-Type", "text/event-stream");
        request.sendResponseHeaders(200, 0);
        events.send(request.getRequestURI().getQuery(),
            request.getResponseBody());
      } else if (path.equals("/store")) {
        send(request, 200, "application/json", Masking.json(tables()));
      } else if (FILES.containsKey(path)) {
        send(request, 200, typeOf(FILES.get(path)), file(FILES.get(path)));
      } else {
        send(request, 404, "text/plain", "There is no such page");
      }
    }
  }

  private static String typeOf(String file) {
    return file.endsWith(".js") ? "text/javascript"
        : file.endsWith(".json") ? "application/json"
            : file.replaceFirst(".*\\.", "text/");
  }

  private static String file(String name) throws IOException {
    try (InputStream file = LivePage.class.getResourceAsStream(name)) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  private List<Content> tables() {
    Map<String, Integer> counts = new TreeMap<>();
    Map<String, TreeMap<String, Change>> records = new TreeMap<>();
    store.accept(each -> {
      counts.merge(each.table(), 1, Integer::sum);
      TreeMap<String, Change> table =
          records.computeIfAbsent(each.table(), name -> new TreeMap<>());
      table.put(each.key(), each);
      if (table.size() > RECORDS) {
        table.pollLastEntry();
      }
    });
    return counts.entrySet().stream().map(table -> new Content(table.getKey(),
        table.getValue(), List.copyOf(records.get(table.getKey()).values())))
        .toList();
  }

  /** Notifies all readers of the end. */
  @Override
  public void close() {
    feed.close();
    events.awaitEnd();
    server.stop(0);
  }
}
