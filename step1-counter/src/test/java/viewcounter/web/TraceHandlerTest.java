package viewcounter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import viewcounter.launch.Settings;
import viewcounter.testing.Browser;
import viewcounter.testing.RawHttp;

/** Each exchange is shown, with what became of its session. */
class TraceHandlerTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream terminal = System.out;
  private WebServer server;
  private Browser browser;

  @BeforeEach
  void start() {
    System.setOut(new PrintStream(printed, true, UTF_8));
    server = new WebServer(new Settings(0, Path.of("none"), true));
    server.http().get("/look", (request, response) ->
        request.session().isNew());
    server.http().get("/leave", (request, response) -> {
      request.session().invalidate();
      return WebServer.redirect(response, 303, "/plain");
    });
    server.http().get("/plain", (request, response) -> "no session");
    server.start();
    browser = new Browser(server.port());
  }

  @AfterEach
  void stop() {
    System.setOut(terminal);
    server.close();
  }

  @Test
  void a_session_is_begun_then_found_then_ended() {
    assertEquals("true", browser.sees("/look?a=secret"));
    assertEquals("false", browser.sees("/look"));
    assertEquals("/plain", browser.visits("/leave").header("Location"));
    browser.sees("/plain");
    assertEquals("""
        GET /look?...
          session     begun
          Set-Cookie  session_cookie=ID...; Path=/; HttpOnly
          answered    200
        GET /look
          Cookie      session_cookie=ID...
          session     found
          answered    200
        GET /leave
          Cookie      session_cookie=ID...
          session     ended
          answered    303
        GET /plain
          Cookie      session_cookie=ID...
          session     none for this cookie
          answered    200
        """, shown());
  }

  @Test
  void a_request_without_a_route_is_shown_too() {
    browser.sees("/nope");
    browser.submits("/look");
    browser.withHeader("X-HTTP-Method-Override", "POST").sees("/look");
    assertEquals("""
        GET /nope
          answered    404
        POST /look
          answered    405
        GET /look
          answered    400
        """, shown());
  }

  @Test
  void a_header_may_be_empty() {
    assertTrue(RawHttp.get(server.port(), "/plain", "Referer:", "X-Empty:")
        .endsWith("no session"));
  }

  @Test
  void no_query_and_no_password_is_shown_on_the_live_page() throws Exception {
    try (WebServer live = new WebServer(
        new Settings("127.0.0.1", 0, Path.of("none"), true, null, 0))) {
      live.http().get("/away", (request, response) ->
          WebServer.redirect(response, 303, "/plain?password=s3cret"));
      live.start();
      String page = printed.toString(UTF_8)
          .replaceFirst("(?s).*Watch it live at (\\S+).*", "$1");
      RawHttp.get(live.port(), "/away?\u00C2\u0085password=s3cret",
          "Referer: http://localhost/?\u0085password=s3cret",
          "X-Original-URL: http://localhost/original?password=s3cret",
          "Authorization: Basic amFuZTpzM2NyZXQ=",
          "Proxy-Authorization: Basic amFuZTpzM2NyZXQ=");
      try (Stream<String> events = HttpClient.newHttpClient().send(
          HttpRequest.newBuilder(URI.create(page + "/events")).build(),
          BodyHandlers.ofLines()).body()) {
        String away = events.filter(line -> line.contains("\"/away"))
            .findFirst().orElseThrow();
        assertTrue(away.contains("\"/away?...\""), away);
        assertTrue(away.contains("\"http://localhost/?...\""), away);
        assertTrue(away.contains("\"http://localhost/original?...\""), away);
        assertTrue(away.contains("\"/plain?...\""), away);
        assertFalse(away.contains("s3cret"), away);
        assertFalse(away.contains("amFuZTpzM2NyZXQ="), away);
      }
    }
  }

  private String shown() {
    return printed.toString(UTF_8).replaceAll("[0-9a-f]{8}\\.\\.\\.", "ID...");
  }
}
