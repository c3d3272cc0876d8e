package viewcounter.step5;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;
import static viewcounter.step5.Forms.PASSWORD;
import static viewcounter.step5.Forms.logIn;
import static viewcounter.step5.Forms.register;

import io.restassured.response.Response;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.passwords.BcryptHasher;
import viewcounter.testing.Browser;
import viewcounter.testing.RawHttp;
import viewcounter.testing.Skip;
import viewcounter.testing.TestServer;

/** Step 5 through a real nginx, over HTTPS. */
class NginxTest {

  private final List<String> log = new CopyOnWriteArrayList<>();

  @RegisterExtension
  final TestServer server = new TestServer(
      settings -> App.start(settings, new Dependencies(new BcryptHasher(5),
          Clock.systemUTC(), log::add)));

  private Nginx nginx;

  @BeforeEach
  void start() throws IOException {
    nginx = Nginx.start(server.port(), server.data());
  }

  @AfterEach
  void stop() {
    if (nginx != null) {
      nginx.close();
    }
  }

  @Test
  void a_port_where_nothing_listens_is_reported_in_a_sentence()
      throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    ProcessBuilder script = new ProcessBuilder("bash",
        Nginx.FILES.resolve("run-locally").toString())
        .redirectErrorStream(true);
    script.environment().put("PORT", "" + port);
    script.environment().put("DATA_DIR", server.data().toString());
    Process run = script.start();
    boolean ended = run.waitFor(30, SECONDS);
    if (!ended) {
      run.destroy();
      fail("It runs in front of nothing");
    }
    assertEquals("Nothing listens on port " + port + ": start step 5 first,"
        + " or say with PORT where it listens.\n",
        new String(run.getInputStream().readAllBytes(), UTF_8));
    assertEquals(1, run.exitValue());
  }

  @Test
  void folders_may_have_names_of_any_characters() throws IOException {
    nginx.close();
    Path folder = Files.createDirectories(server.data()
        .resolve("R&D | $HOME 'x' \"y\" \\1 [a]*?{b} #;% \u00e9"));
    Files.copy(server.data().resolve("proxy-secret"),
        folder.resolve("proxy-secret"));
    nginx = Nginx.startWith("", server.port(), folder);
    Browser browser = new Browser(nginx.httpsSite())
        .withHeader("Origin", nginx.httpsSite());
    assertEquals(303, register(browser, "jane").statusCode());
  }

  @Test
  void a_person_registers_counts_logs_out_and_comes_back() {
    Browser browser = new Browser(nginx.httpsSite());
    assertEquals("/login", browser.visits("/").header("Location"));
    assertEquals(303, register(browser, "jane").statusCode());
    assertTrue(browser.sees("/").contains("User \"jane\" has 1 view"));
    assertEquals(303, browser.submits("/logout").statusCode());
    assertEquals(422, logIn(browser, "jane", "wrong horse").statusCode());
    assertEquals(303, logIn(browser, "jane", PASSWORD).statusCode());
    assertTrue(browser.sees("/").contains("User \"jane\" has 2 views"));
  }

  @Test
  void row_12_every_response_asks_for_a_year_of_HTTPS() {
    Browser browser = new Browser(nginx.httpsSite());
    List<Response> responses = List.of(browser.visits("/"),
        browser.visits("/login"), browser.visits("/nope"),
        browser.visits("/style.css"), register(browser, "x".repeat(9000)),
        register(browser, ""), browser.visits("/" + "a".repeat(9000)),
        browser.visits("/%00"));
    for (Response response : responses) {
      assertEquals("max-age=31536000",
          response.header("Strict-Transport-Security"),
          "" + response.statusCode());
      assertNotNull(response.header("Content-Security-Policy"),
          response.statusCode() + response.asString());
      assertEquals("nosniff", response.header("X-Content-Type-Options"));
      assertFalse(response.headers().toString().matches("(?s).*nginx/\\d.*"));
    }
    assertEquals(List.of(302, 200, 404, 200, 413, 422, 414, 400),
        responses.stream().map(Response::statusCode).toList());
  }

  @ParameterizedTest
  @CsvSource({"9000, true", "20000, true", "9000, false", "20000, false"})
  void row_32_a_request_that_is_too_large_gets_one_over_HTTP_2_too(
      int size, boolean announced) throws Exception {
    BodyPublisher body = BodyPublishers.ofString("a".repeat(size));
    HttpResponse<String> response = HttpClient.newBuilder()
        .sslContext(trustingAll()).build().send(HttpRequest.newBuilder(
            URI.create(nginx.httpsSite() + "/login"))
            .POST(announced ? body
                : BodyPublishers.fromPublisher(body)).build(),
            BodyHandlers.ofString());
    assertEquals(HttpClient.Version.HTTP_2, response.version());
    assertEquals(413, response.statusCode());
    assertTrue(response.body().contains("<h1>413</h1>"), response.body());
    assertTrue(response.headers().firstValue("Content-Security-Policy")
        .isPresent());
  }

  @Test
  void row_17_HTTP_is_redirected_to_HTTPS_at_the_configured_host() {
    String response = RawHttp.send(nginx.httpPort(),
        "POST /login?a=b HTTP/1.1\r\n"
        + "Host: evil.example\r\nConnection: close\r\n\r\n");
    assertEquals(301, RawHttp.status(response));
    assertTrue(response.contains(
        "\r\nLocation: " + nginx.httpsSite() + "/login?a=b\r\n"), response);
    assertFalse(response.contains("Set-Cookie"));
    assertNull(new Browser(nginx.httpSite()).visits("/")
        .header("Set-Cookie"));
  }

  @Test
  void requests_of_Lets_Encrypt_are_not_redirected_to_HTTPS() {
    assertEquals(404, RawHttp.status(RawHttp.get(nginx.httpPort(),
        "/.well-known/acme-challenge/not-there")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz", "/%68ealthz", "/x/../healthz",
      "//healthz", "/healthz?a=b", "/healthz;a"})
  void the_health_check_is_not_for_the_public(String path) {
    assertEquals(200,
        RawHttp.status(RawHttp.get(server.port(), "/healthz")));
    assertEquals(404, new Browser(nginx.httpsSite()).visits(path)
        .statusCode());
  }

  @Test
  void row_17_HTTP_on_the_port_of_HTTPS_is_redirected_too() {
    String response = RawHttp.get(nginx.httpsPort(), "/login");
    assertEquals(301, RawHttp.status(response));
    assertTrue(response.contains(
        "\r\nLocation: " + nginx.httpsSite() + "/login\r\n"), response);
  }

  @ParameterizedTest
  @CsvSource({"-tls1, false", "-tls1_1, false", "-tls1_2, true",
      "-tls1_3, true"})
  void row_18_TLS_1_2_and_1_3_are_spoken_and_nothing_older(
      String version, boolean spoken) throws IOException {
    Process openssl = new ProcessBuilder("openssl", "s_client", version,
        "-cipher", "ALL@SECLEVEL=0", "-connect",
        "localhost:" + nginx.httpsPort()).redirectErrorStream(true).start();
    openssl.getOutputStream().close();
    String said = new String(openssl.getInputStream().readAllBytes(), UTF_8);
    assertEquals(spoken, said.contains("BEGIN CERTIFICATE"), said);
    assertEquals(!spoken, said.contains("alert protocol version"), said);
  }

  @Test
  void row_29_a_burst_of_guesses_gets_429() {
    Browser browser = new Browser(nginx.httpsSite());
    long start = System.nanoTime();
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      Response response = logIn(browser, "user" + i, "x");
      if (response.statusCode() == 429) {
        refused++;
        assertNotNull(response.header("Retry-After"));
      }
    }
    assertBurst(refused, start);
    assertEquals(200, browser.visits("/login").statusCode());
  }

  @Test
  void row_38_all_of_an_IPv6_network_of_64_bits_counts_as_one()
      throws IOException {
    nginx.close();
    nginx = Nginx.startWith("set_real_ip_from 127.0.0.1;"
        + " real_ip_header X-Test-Address;", server.port(), server.data());
    long start = System.nanoTime();
    assertBurst(rejectedOf(40, "2001:db8:a0a:a0a:%x::1"), start);
    assertEquals(0, rejectedOf(10, "2001:db8:a0a:a0b:%x::1"));
    assertEquals(0, rejectedOf(40, "192.0.2.%d"));
  }

  /** Of 40 guesses, 21 pass, and one more for each two seconds. */
  private static void assertBurst(int refused, long start) {
    long seconds = NANOSECONDS.toSeconds(System.nanoTime() - start);
    assertTrue(refused >= 40 - 21 - seconds / 2 - 1, "refused: " + refused
        + " in " + seconds + " s");
    assertTrue(refused > 0);
  }

  /** How many of some guesses get 429, each from its own IP address. */
  private int rejectedOf(int guesses, String addresses) {
    int rejected = 0;
    for (int i = 1; i <= guesses; i++) {
      Browser browser = new Browser(nginx.httpsSite())
          .withHeader("X-Test-Address", addresses.formatted(i));
      rejected += logIn(browser, "user" + i, "x").statusCode() == 429 ? 1 : 0;
    }
    return rejected;
  }

  @Test
  void it_listens_on_IPv6_too() throws IOException {
    Skip.evenOnCiUnless(NetworkInterface.getByInetAddress(
        InetAddress.getByName("::1")) != null, "There is no IPv6 here");
    for (int port : new int[] {nginx.httpPort(), nginx.httpsPort()}) {
      try (Socket socket = new Socket("::1", port)) {
        socket.getOutputStream().write(
            "GET /login HTTP/1.0\r\nHost: localhost\r\n\r\n"
                .getBytes(ISO_8859_1));
        assertEquals(301, RawHttp.status(new String(
            socket.getInputStream().readAllBytes(), ISO_8859_1)));
      }
    }
  }

  @Test
  void large_cookies_of_other_programs_do_not_matter() throws Exception {
    String cookie = "Cookie: other=" + "x".repeat(20_000);
    String response = send("GET /login HTTP/1.1\r\nHost: localhost\r\n"
        + cookie + "\r\nConnection: close\r\n\r\n", "127.0.0.1");
    assertEquals(200, RawHttp.status(response), response);
    assertEquals(301, RawHttp.status(
        RawHttp.get(nginx.httpPort(), "/", cookie)));
  }

  @Test
  void only_the_configured_host_is_served() throws Exception {
    String response = send("GET /login HTTP/1.1\r\nHost: evil.example\r\n"
        + "Connection: close\r\n\r\n", "127.0.0.1");
    assertEquals(421, RawHttp.status(response), response);
    assertTrue(response.contains("<h1>421</h1>"), response);
    assertTrue(response.contains("\r\nStrict-Transport-Security: "), response);
    assertTrue(send("GET /login HTTP/1.1\r\nHost: localhost\r\n"
        + "Connection: close\r\n\r\n", "127.0.0.1").contains("Log in"));
  }

  @ParameterizedTest
  @CsvSource({"evil.example, localhost, 421", "localhost, evil.example, 403"})
  void row_46_the_name_that_is_checked_is_the_one_that_is_passed_on(
      String target, String host, int status) throws Exception {
    String response = send("POST https://" + target + "/logout HTTP/1.1\r\n"
        + "Host: " + host + "\r\nOrigin: https://" + host + "\r\n"
        + "Connection: close\r\nContent-Length: 0\r\n\r\n", "127.0.0.1");
    assertEquals(status, RawHttp.status(response), response);
  }

  @Test
  void the_host_is_in_as_many_places_as_the_comment_says()
      throws IOException {
    List<String> lines =
        Files.readAllLines(Nginx.FILES.resolve("viewcounter.conf"));
    assertTrue(lines.contains("# - viewcounter.example.com, twice"));
    assertEquals(2, lines.stream().filter(line -> !line.startsWith("#")
        && line.contains("viewcounter.example.com")).count());
  }

  @Test
  void row_30_nobody_can_claim_to_be_somewhere_else() throws Exception {
    send("POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "X-Real-IP: 192.0.2.9\r\nX-Forwarded-For: 192.0.2.9\r\n"
        + "X-Proxy-Secret: guessed\r\nForwarded: for=192.0.2.9\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\n"
        + "Content-Length: 12\r\n\r\nusername=bob", "127.0.0.2");
    assertEquals(1, log.size(), log.toString());
    assertTrue(log.get(0).endsWith("address=127.0.0.2"), log.toString());
  }

  @Test
  void row_34_the_log_of_nginx_holds_no_secret() throws Exception {
    Browser browser = new Browser(nginx.httpsSite());
    register(browser, "jane");
    browser.visits("/login?password=s3cret");
    new Browser(nginx.httpSite()).visits("/login?password=s3cret");
    Path access = server.data().resolve("nginx/access.log");
    String lines = await("lines of the log, which come after the responses")
        .atMost(10, SECONDS).until(() -> Files.readString(access),
            containsString("\"GET /login\" 301"));
    assertTrue(lines.contains("\"POST /register\" 303"), lines);
    assertTrue(lines.contains("\"GET /login\" 200"), lines);
    assertFalse(lines.contains("s3cret"), lines);
    assertFalse(lines.contains("horse"), lines);
    assertFalse(lines.contains(
        browser.cookies().get(App.SESSIONS.cookie())), lines);
  }

  @Test
  void row_34_nor_does_its_error_log() throws Exception {
    Browser browser = new Browser(nginx.httpsSite())
        .withHeader("Referer", "https://localhost/?s3cret");
    long start = System.nanoTime();
    int rejected = 0;
    for (int i = 0; i < 40; i++) {
      rejected += browser.submits("/login?password=s3cret").statusCode() == 429
          ? 1 : 0;
    }
    assertBurst(rejected, start);
    server.stop();
    assertEquals(502, browser.visits("/?password=s3cret").statusCode());
    String printed = nginx.output();
    assertFalse((printed + server.stolenData()).contains("s3cret"), printed);
  }

  @Test
  void a_link_cannot_become_a_POST() throws Exception {
    String response = send("GET /logout HTTP/1.1\r\nHost: localhost\r\n"
        + "Connection: close\r\nX-HTTP-Method-Override: POST\r\n\r\n",
        "127.0.0.1");
    assertEquals(200, RawHttp.status(response), response);
    assertTrue(response.contains(">Log out</button>"));
  }

  @Test
  void three_hundred_slow_senders_do_not_stop_a_visitor() throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 300; i++) {
        Socket socket = connect("127.0.0." + (2 + i % 3));
        slow.add(socket);
        socket.getOutputStream().write(("POST /login HTTP/1.1\r\n"
            + "Host: localhost\r\nContent-Length: 4000\r\n"
            + "Content-Type: application/x-www-form-urlencoded\r\n\r\nuser")
            .getBytes(ISO_8859_1));
      }
      Browser browser = new Browser(nginx.httpsSite());
      assertEquals(303, register(browser, "jane").statusCode());
      assertTrue(browser.sees("/").contains("User \"jane\" has 1 view"));
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  @Test
  void more_than_a_thousand_half_sent_requests_do_not_stop_a_visitor()
      throws Exception {
    List<Socket> slow = new ArrayList<>();
    try {
      for (int i = 0; i < 1100; i++) {
        Socket socket = connect("127.0.0.2");
        slow.add(socket);
        socket.getOutputStream().write("GET / HT".getBytes(ISO_8859_1));
      }
      assertEquals(200,
          new Browser(nginx.httpsSite()).visits("/login").statusCode());
    } finally {
      for (Socket socket : slow) {
        socket.close();
      }
    }
  }

  private String send(String request, String from) throws Exception {
    try (Socket socket = connect(from)) {
      socket.getOutputStream().write(request.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private Socket connect(String from) throws Exception {
    return trustingAll().getSocketFactory().createSocket(
        InetAddress.getByName("127.0.0.1"), nginx.httpsPort(),
        InetAddress.getByName(from), 0);
  }

  private static SSLContext trustingAll() throws Exception {
    SSLContext tls = SSLContext.getInstance("TLS");
    tls.init(null, new TrustManager[] {new TrustsAll()}, new SecureRandom());
    return tls;
  }

  private static final class TrustsAll implements X509TrustManager {

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
