package viewcounter.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.launch.Settings;
import viewcounter.persistence.Persistence;
import viewcounter.persistence.UnitOfWork;
import viewcounter.session.MemorySessions;
import viewcounter.testing.RawHttp;

/** What the health check answers, and what it does not touch. */
class HealthHandlerTest {

  /** Sessions in memory whose responses are never sent. */
  private static final class HangingStorage extends MemorySessions
      implements Persistence {

    private volatile boolean writable = true;

    @Override
    public Persistence persistence() {
      return this;
    }

    @Override
    public UnitOfWork begin() {
      return then -> {};
    }

    @Override
    public boolean isWritable() {
      return writable;
    }
  }

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final PrintStream terminal = System.out;
  private final HangingStorage storage = new HangingStorage();
  private WebServer server;

  @BeforeEach
  void start() {
    System.setOut(new PrintStream(printed, true, UTF_8));
    server = new WebServer(new Settings(0, Path.of("none"), true), storage);
    server.addHeader("X-On-All", "yes");
    server.start();
  }

  @AfterEach
  void stop() {
    System.setOut(terminal);
    server.close();
  }

  @Test
  void it_is_200_while_something_can_be_saved_and_503_otherwise() {
    assertAnswers(200, "ok\n");
    storage.writable = false;
    await("the next check").untilAsserted(() ->
        assertAnswers(503, "nothing can be saved\n"));
    storage.writable = true;
    await("the next check").untilAsserted(() -> assertAnswers(200, "ok\n"));
  }

  private void assertAnswers(int status, String text) {
    String response = RawHttp.get(server.port(), "/healthz",
        "Cookie: session_cookie=1; session_cookie=2");
    assertEquals(status, RawHttp.status(response));
    assertTrue(response.endsWith("\r\n\r\n" + text), response);
    assertTrue(response.contains("Content-Type: text/plain;charset=utf-8\r\n"),
        response);
    assertTrue(response.contains("Cache-Control: no-store\r\n"), response);
    assertTrue(response.contains("X-On-All: yes\r\n"), response);
    assertFalse(response.contains("Set-Cookie"), response);
  }

  @Test
  void a_HEAD_gets_only_the_status() {
    String response = RawHttp.send(server.port(), "HEAD /healthz HTTP/1.1\r\n"
        + "Host: a\r\nConnection: close\r\n\r\n");
    assertEquals(200, RawHttp.status(response));
    assertTrue(response.endsWith("\r\n\r\n"), response);
  }

  @Test
  void it_is_not_shown_on_the_terminal() {
    RawHttp.get(server.port(), "/healthz");
    assertEquals("", printed.toString(UTF_8));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/healthz/", "/%68ealthz", "/healthz;a", "//healthz",
      "/x/../healthz", "/Healthz"})
  void no_other_path_is_a_health_check(String path) {
    String response = RawHttp.get(newServer(), path);
    int status = RawHttp.status(response);
    assertTrue(status == 404 || status == 400, response);
  }

  @Test
  void a_POST_is_not_a_health_check() {
    assertEquals(404, RawHttp.status(RawHttp.send(newServer(),
        "POST /healthz HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n"
            + "Connection: close\r\n\r\n")));
  }

  /** One that sends its responses. */
  private int newServer() {
    server.close();
    server = new WebServer(new Settings(0, Path.of("none")));
    return server.start().port();
  }
}
