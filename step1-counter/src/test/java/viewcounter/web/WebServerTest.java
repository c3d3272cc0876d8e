package viewcounter.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.persistence.Persistence;
import viewcounter.session.MemorySessions;
import viewcounter.session.SessionPolicy;
import viewcounter.testing.Browser;
import viewcounter.testing.RawHttp;
import viewcounter.testing.Skip;

/** What holds for each request, whatever the routes do. */
class WebServerTest {

  private static final Settings SETTINGS = new Settings(0, Path.of("none"));

  private final AtomicInteger runs = new AtomicInteger();
  private WebServer server;

  @BeforeEach
  void start() {
    server = new WebServer(SETTINGS);
    server.addHeader("X-Always", "here");
    server.http().post("/form", (request, response) ->
        "Hello " + request.queryParams("name"));
    server.http().post("/run", (request, response) ->
        runs.incrementAndGet());
    server.http().get("/fails", (request, response) -> {
      throw new IllegalArgumentException("not for the client");
    });
    server.http().get("/teapot", (request, response) -> {
      throw new HttpException(418, "not for the client");
    });
    server.http().get("/new", (request, response) ->
        request.session().id());
    server.http().get("/name/:name", (request, response) ->
        request.params("name"));
    server.http().get("/idle", (request, response) ->
        request.session().maxInactiveInterval());
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_form_is_read() {
    assertEquals("Hello jane",
        new Browser(server.port()).submits("/form", "name", "jane").asString());
  }

  @Test
  void a_body_that_trickles_in_gets_a_408() throws Exception {
    for (int i = 0; i < 10; i++) { // however fast others were
      assertEquals(200, chunked(8192));
    }
    ScheduledExecutorService clock =
        Executors.newSingleThreadScheduledExecutor();
    try (Socket socket =
        new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      socket.setSoTimeout(20_000);
      socket.getOutputStream().write(("POST /form HTTP/1.1\r\nHost: a\r\n"
          + "Content-Type: application/x-www-form-urlencoded\r\n"
          + "Content-Length: 8000\r\n\r\nname=").getBytes(ISO_8859_1));
      clock.scheduleAtFixedRate(() -> send(socket), 50, 50, MILLISECONDS);
      byte[] answer = new byte[12];
      assertEquals(12, socket.getInputStream().readNBytes(answer, 0, 12));
      assertEquals("HTTP/1.1 408", new String(answer, ISO_8859_1));
    } finally {
      clock.shutdownNow();
    }
  }

  private static void send(Socket socket) {
    try {
      socket.getOutputStream().write('a');
    } catch (IOException e) {
      throw new IllegalStateException(e); // so it is not called again
    }
  }

  @Test
  void slow_bodies_keep_no_threads() throws Exception {
    String part = "name=" + "a".repeat(7500);
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 250; i++) { // more than there are threads
        slow.add(new Socket(InetAddress.getLoopbackAddress(), server.port()));
        slow.get(i).getOutputStream().write(("POST /form HTTP/1.1\r\n"
            + "Host: a\r\nConnection: close\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: 7506\r\n\r\n" + part).getBytes(ISO_8859_1));
      }
      assertTrue(RawHttp.get(server.port(), "/name/jane").endsWith("jane"));
      send(slow.get(0)); // it would have a 408 if that had taken 10 s
      assertTrue(new String(slow.get(0).getInputStream().readAllBytes(),
          ISO_8859_1).endsWith("\r\n\r\nHello " + part.substring(5) + "a"));
      slow.get(1).setSoTimeout(20_000);
      assertTrue(new String(slow.get(1).getInputStream().readAllBytes(),
          ISO_8859_1).startsWith("HTTP/1.1 408 "));
    } finally {
      for (Socket each : slow) {
        each.close();
      }
    }
  }

  @Test
  void a_body_that_is_cut_short_gets_a_400() {
    assertEquals(400, RawHttp.status(RawHttp.send(server.port(),
        "POST /form HTTP/1.1\r\nHost: a\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n"
            + "Content-Length: 100\r\n\r\nname=jane")));
  }

  @Test
  void a_body_of_unknown_length_is_too_large_at_8193_bytes() {
    assertEquals(200, chunked(8192));
    assertEquals(413, chunked(8193));
  }

  @Test
  void a_body_may_come_in_thousands_of_pieces() {
    assertEquals(200, chunks("1\r\na\r\n".repeat(8192)));
    assertEquals(413, chunks("1\r\na\r\n".repeat(8193)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 50\r\n\r\n",
      "Content-Length: 50\r\n\r\na=b",
      "Transfer-Encoding: chunked\r\n\r\n",
      "Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\n",
      "Transfer-Encoding: chunked\r\n\r\n3\r\na=b\r\nx\r\n",
      "Transfer-Encoding: chunked\r\n\r\n10000000000000005\r\na=b"})
  void nothing_is_done_for_a_body_that_is_not_whole(String rest) {
    assertEquals(400, RawHttp.status(RawHttp.send(server.port(),
        "POST /run HTTP/1.1\r\nHost: a\r\n" + rest)));
    assertEquals(0, runs.get());
  }

  private int chunked(int bytes) {
    return chunks(Integer.toHexString(bytes) + "\r\nname="
        + "a".repeat(bytes - 5) + "\r\n");
  }

  private int chunks(String chunks) {
    return RawHttp.status(RawHttp.send(server.port(),
        "POST /form HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n"
            + "Transfer-Encoding: chunked\r\n\r\n" + chunks
            + "0\r\n\r\n"));
  }

  @Test
  void each_response_has_the_headers_that_were_added() {
    for (String path : new String[] {"/new", "/fails", "/teapot", "/nope",
        "/%zz"}) {
      String answer = RawHttp.get(server.port(), path);
      assertEquals(2, answer.split("X-Always: here").length, answer);
    }
    assertTrue(RawHttp.send(server.port(), "no HTTP\r\n\r\n")
        .contains("X-Always: here"));
  }

  @Test
  void a_header_may_be_added_until_the_start() throws Exception {
    try (WebServer other = new WebServer(SETTINGS)) {
      other.http().get("/", (request, response) -> "served");
      other.http().awaitInitialization(); // Spark has read all it wants
      other.addHeader("X-Late", "here");
      other.start();
      assertEquals("here", new Browser(other.port()).visits("/")
          .header("X-Late"));
    }
  }

  @Test
  void an_exception_reveals_nothing_to_the_client() {
    String fails = RawHttp.get(server.port(), "/fails");
    assertEquals(500, RawHttp.status(fails));
    assertFalse(fails.contains("Location:"), fails);
    assertTrue(fails.endsWith(ErrorPages.of(500)), fails);
    String teapot = RawHttp.get(server.port(), "/teapot");
    assertEquals(418, RawHttp.status(teapot));
    assertTrue(teapot.endsWith(ErrorPages.of(418)), teapot);
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%2Fb", "100%25", "%5C", "%3Cb%3E", "%22"})
  void a_name_in_a_path_may_have_any_characters(String name) {
    assertEquals(URLDecoder.decode(name, UTF_8),
        new Browser(server.port()).sees("/name/" + name));
  }

  @Test
  void the_cookie_is_for_HTTPS_only_if_the_policy_says_so() {
    SessionPolicy policy = new SessionPolicy("__Host-c", true,
        Duration.ofMinutes(1), Duration.ofHours(1));
    try (WebServer other = new WebServer(SETTINGS, new Storage(policy))) {
      other.http().get("/new", (request, response) -> request.session().id());
      other.start();
      assertTrue(new Browser(other.port()).visits("/new").header("Set-Cookie")
          .endsWith("; Path=/; Secure; HttpOnly; SameSite=Lax"));
    }
    assertTrue(new Browser(server.port()).visits("/new").header("Set-Cookie")
        .endsWith("; Path=/; HttpOnly"));
  }

  @Test
  void an_id_is_256_random_bits() {
    String id = new Browser(server.port()).sees("/new");
    assertTrue(id.matches("[0-9a-f]{64}"), id);
    assertNotEquals(id, new Browser(server.port()).sees("/new"));
  }

  @Test
  void a_session_in_memory_ends_after_a_day_without_use() {
    assertEquals("" + Duration.ofDays(1).toSeconds(),
        new Browser(server.port()).sees("/idle"));
  }

  @Test
  void no_response_names_the_server() {
    for (String path : List.of("/new", "/fails", "/nope", "/%zz")) {
      String answer = RawHttp.get(server.port(), path);
      assertFalse(answer.contains("Server:") || answer.contains("Jetty"),
          answer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Accept: ;", "Accept: text/plain", "accept: ,;q"})
  void a_route_answers_whatever_a_client_accepts(String accept) {
    assertEquals(200,
        RawHttp.status(RawHttp.get(server.port(), "/new", accept)));
  }

  @Test
  void it_listens_on_its_port_on_loopback_only_until_it_is_closed()
      throws IOException {
    int port = server.port();
    new Socket("127.0.0.1", port).close();
    assertThrows(IOException.class, () -> new Socket("127.0.0.2", port));
    server.close();
    assertThrows(IOException.class, () -> new Socket("127.0.0.1", port));
    server = new WebServer(new Settings(port, Path.of("none")));
    assertEquals(port, server.start().port());
  }

  @Test
  void it_listens_on_another_IP_address_if_configured() throws IOException {
    Skip.evenOnCiUnless(System.getProperty("os.name").equals("Linux"),
        "Only Linux has a second loopback address: HOST is not tested");
    try (WebServer other = new WebServer(
        new Settings("127.0.0.2", 0, Path.of("none"), false, null)).start()) {
      new Socket("127.0.0.2", other.port()).close();
      assertThrows(IOException.class,
          () -> new Socket("127.0.0.1", other.port()));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"192.0.2.1", "no host"})
  void a_host_that_is_not_this_computer_is_reported(String host) {
    StartupException e = assertThrows(StartupException.class,
        new WebServer(
            new Settings(host, 0, Path.of("none"), false, null))::start);
    assertTrue(e.getMessage().contains("HOST"), e.getMessage());
  }

  @Test
  void a_port_in_use_is_reported_and_what_keeps_its_data_is_closed() {
    Storage storage = new Storage(SessionPolicy.DEFAULT);
    WebServer other = new WebServer(
        new Settings(server.port(), Path.of("none")), storage);
    StartupException e =
        assertThrows(StartupException.class, other::start);
    assertTrue(e.getMessage().contains("" + server.port()), e.getMessage());
    assertTrue(storage.closed);
  }

  @Test
  void closing_also_closes_what_keeps_its_data_even_before_the_start() {
    Storage storage = new Storage(SessionPolicy.DEFAULT);
    WebServer other = new WebServer(SETTINGS, storage);
    assertFalse(storage.closed);
    other.close();
    assertTrue(storage.closed);
  }

  /** Sessions in memory with any policy. */
  private static final class Storage extends MemorySessions {

    private final SessionPolicy policy;
    private boolean closed;

    private Storage(SessionPolicy policy) {
      this.policy = policy;
    }

    @Override
    public SessionPolicy policy() {
      return policy;
    }

    @Override
    public Persistence persistence() {
      return new Persistence() {
        @Override
        public void close() {
          closed = true;
        }
      };
    }
  }
}
