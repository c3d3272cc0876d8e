package viewcounter.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.testing.RawHttp;
import viewcounter.trace.Exchange.Change;
import viewcounter.trace.Exchange.Header;
import viewcounter.trace.Exchange.Session;
import viewcounter.trace.Exchange.SessionState;

/** What the live page shows a browser, and what it shows nobody. */
@Timeout(30)
class LivePageTest {

  private static final String ID = "0123456789abcdef".repeat(4);

  private final HttpClient client = HttpClient.newHttpClient();
  private final List<Change> stored = new ArrayList<>();
  private LivePage page;

  @BeforeEach
  void open() throws IOException {
    page = new LivePage(0, "id", stored::forEach);
  }

  @AfterEach
  void close() {
    page.close();
  }

  @ParameterizedTest
  @CsvSource({"/, text/html", "/live.css, text/css",
      "/live.js, text/javascript", "/words.json, application/json"})
  void its_files_may_load_nothing_from_elsewhere(String path, String type)
      throws Exception {
    HttpResponse<String> response = get(path);
    assertEquals(200, response.statusCode());
    assertEquals(List.of(type + "; charset=utf-8"),
        response.headers().allValues("Content-Type"));
    assertTrue(response.headers().firstValue("Content-Security-Policy")
        .orElseThrow().startsWith("default-src 'none'; style-src 'self'; "));
    assertEquals(List.of("same-origin"),
        response.headers().allValues("Cross-Origin-Resource-Policy"));
  }

  @ParameterizedTest
  @CsvSource({"GET, /nope, 404", "GET, /../live.js, 404",
      "GET, /LivePage.class, 404", "POST, /, 405", "PUT, /events, 405",
      "HEAD, /, 405"})
  void nothing_else_is_served(String method, String path, int status)
      throws Exception {
    assertTrue(raw(method, path, "127.0.0.1:" + port())
        .startsWith("HTTP/1.1 " + status));
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.example", "evil.example:PORT", "127.0.0.1",
      "127.0.0.1:1", "127.0.0.1:PORT.evil.example", "[::1]:PORT", ""})
  void a_request_for_another_host_is_rejected(String host)
      throws Exception {
    show(exchange("/secret", List.of()));
    for (String path : List.of("/", "/events", "/store")) {
      String response = raw("GET", path, host.replace("PORT", "" + port()));
      assertTrue(response.startsWith("HTTP/1.1 403"), response);
      assertFalse(response.contains("secret"), response);
    }
  }

  @Test
  void a_request_without_a_host_is_rejected() {
    assertEquals(403, RawHttp.status(
        RawHttp.send(port(), "GET /store HTTP/1.0\r\n\r\n")));
  }

  @Test
  void a_request_for_one_of_its_own_hosts_is_served() throws Exception {
    assertTrue(raw("GET", "/", "localhost:" + port()).contains("<h1>Live"));
    assertTrue(raw("GET", "/", "127.0.0.1:" + port()).contains("<h1>Live"));
  }

  @Test
  void only_this_computer_can_connect() {
    assertTrue(page.url().startsWith("http://127.0.0.1:"));
  }

  @Test
  void if_its_port_is_in_use_it_takes_a_free_one() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1,
            InetAddress.getByName("127.0.0.1"));
        LivePage other = new LivePage(taken.getLocalPort(), "id",
            stored::forEach)) {
      assertNotEquals("http://127.0.0.1:" + taken.getLocalPort(), other.url());
      assertEquals(200, client.send(HttpRequest.newBuilder(
          URI.create(other.url())).build(), BodyHandlers.discarding())
          .statusCode());
    }
  }

  @Test
  void an_exchange_is_sent_with_its_ids_truncated() throws Exception {
    show(new Exchange("client", "GET", "/jane",
        List.of(new Header("Cookie", "id=" + ID)), new Session(
            SessionState.FOUND, ID, Map.of("user", "jane", "csrf", ID)),
        List.of(new Change("sessions", ID, "{\"a\":\"" + ID + "\"}")), 200,
        List.of(new Header("Set-Cookie", "id=" + ID + "; Path=/"))));
    try (Reader reader = new Reader("")) {
      String event = reader.next();
      assertTrue(event.startsWith("event: hello\ndata: {\"run\":\""), event);
      assertTrue(event.endsWith("\"cookie\":\"id\",\"first\":false}"), event);
      assertEquals("{'client':'client','method':'GET','path':'/jane',"
          + "'headers':[{'name':'Cookie','value':'id=01234567...'}],"
          + "'session':{'state':'FOUND','key':'01234567...','attributes':{"
          + "ATTRIBUTES}},'changes':[{'table':'sessions','key':'01234567...',"
          + "'json':'{\\'a\\':\\'01234567...\\'}'}],'status':200,'headersSent'"
          + ":[{'name':'Set-Cookie','value':'id=01234567...; Path=/'}]}",
          reader.next().replaceFirst("id: .*\ndata: ", "").replace('"', '\'')
              .replaceFirst("attributes':\\{[^}]*", "attributes':{ATTRIBUTES"));
    }
  }

  @Test
  void a_reader_who_reconnects_gets_only_what_is_new() throws Exception {
    show(exchange("/1", List.of()));
    show(exchange("/2", List.of()));
    String seen;
    try (Reader reader = new Reader("")) {
      reader.next();
      seen = reader.next().lines().findFirst().orElseThrow().substring(4);
      assertTrue(reader.next().contains("\"/2\""));
    }
    try (Reader again = new Reader(seen)) {
      again.next();
      assertTrue(again.next().contains("\"/2\""));
      show(exchange("/3", List.of()));
      assertTrue(again.next().contains("\"/3\""));
    }
    for (String odd : List.of("other-1", seen + "x", "-1", "%00")) {
      try (Reader reader = new Reader(odd)) {
        reader.next();
        assertTrue(reader.next().contains("\"/1\""), odd);
      }
    }
  }

  @Test
  void it_keeps_the_last_200() throws Exception {
    IntStream.rangeClosed(1, 201).forEach(i ->
        show(exchange("/" + i, List.of())));
    try (Reader reader = new Reader("")) {
      reader.next();
      assertTrue(reader.next().contains("\"/2\""));
    }
  }

  @Test
  void readers_are_notified_of_the_end() throws Exception {
    try (Reader reader = new Reader("")) {
      reader.next();
      page.close();
      assertEquals("event: stopped\ndata:", reader.next());
    }
  }

  @Test
  void a_reader_who_hangs_up_leaves_nothing_behind() throws Exception {
    for (int i = 0; i < 40; i++) { // more than can read at the same time
      try (Reader reader = new Reader("")) {
        reader.next();
      }
      show(exchange("/" + i, List.of()));
      show(exchange("/" + i, List.of()));
    }
    assertEquals(200, get("/").statusCode());
  }

  @Test
  void the_store_is_counted_and_its_first_records_are_shown()
      throws Exception {
    IntStream.range(0, 60).forEach(i ->
        stored.add(new Change("users", "user" + (99 - i), "{}")));
    stored.add(new Change("sessions", ID, "{\"user\":\"<b>jane\"}"));
    String tables = get("/store").body();
    assertTrue(tables.startsWith("[{\"table\":\"sessions\",\"count\":1,"
        + "\"records\":[{\"table\":\"sessions\",\"key\":\"01234567...\","
        + "\"json\":\"{\\\"user\\\":\\\"<b>jane\\\"}\"}]},"
        + "{\"table\":\"users\",\"count\":60,\"records\":[{\"table\":\"users\","
        + "\"key\":\"user40\","), tables);
    assertEquals(50, tables.split("\"key\":\"user", -1).length - 1);
  }

  private void show(Exchange exchange) {
    page.show(exchange);
  }

  private static Exchange exchange(String path, List<Change> changes) {
    return new Exchange("client", "GET", path, List.of(), null, changes, 200,
        List.of());
  }

  private int port() {
    return URI.create(page.url()).getPort();
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(HttpRequest.newBuilder(URI.create(page.url() + path))
        .build(), BodyHandlers.ofString());
  }

  private String raw(String method, String path, String host)
      throws IOException {
    return RawHttp.send(port(), method + " " + path + " HTTP/1.1\r\nHost: "
        + host + "\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  }

  /** Reads events, except for heartbeats. */
  private final class Reader implements AutoCloseable {

    private final BufferedReader lines;

    Reader(String seen) throws Exception {
      lines = new BufferedReader(new InputStreamReader(client.send(
          HttpRequest.newBuilder(URI.create(page.url() + "/events?" + seen))
              .build(), BodyHandlers.ofInputStream()).body()));
    }

    String next() throws IOException {
      List<String> event = new ArrayList<>();
      for (String line = lines.readLine(); line != null;
          line = lines.readLine()) {
        if (!line.isEmpty() && !line.equals(":")) {
          event.add(line);
        } else if (!event.isEmpty()) {
          break;
        }
      }
      return String.join("\n", event);
    }

    @Override
    public void close() throws IOException {
      lines.close();
    }
  }
}
