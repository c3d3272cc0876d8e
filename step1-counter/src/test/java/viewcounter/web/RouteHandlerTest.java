package viewcounter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.launch.Settings;
import viewcounter.testing.RawHttp;

class RouteHandlerTest {

  private WebServer server;

  @BeforeEach
  void start() {
    server = new WebServer(new Settings(0, Path.of("none")));
    server.http().get("/read", (request, response) -> "read");
    server.http().post("/write", (request, response) -> "written");
    server.http().get("/both", (request, response) -> "read");
    server.http().post("/both", (request, response) -> "written");
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"POST, /read, 'GET, HEAD'", "PUT, /read, 'GET, HEAD'",
      "GET, /write, POST", "DELETE, /both, 'GET, HEAD, POST'"})
  void another_method_gets_a_405_with_the_allowed_ones(String method,
      String path, String allowed) {
    String answer = send(method, path);
    assertEquals(405, RawHttp.status(answer), answer);
    assertTrue(answer.contains("\r\nAllow: " + allowed + "\r\n"), answer);
    assertTrue(answer.endsWith(ErrorPages.of(405)), answer);
  }

  @Test
  void a_path_without_a_route_gets_a_404_for_any_method() {
    for (String method : new String[] {"GET", "POST", "PUT"}) {
      String answer = send(method, "/nope");
      assertEquals(404, RawHttp.status(answer), answer);
      assertFalse(answer.contains("Allow:"), answer);
      assertTrue(answer.endsWith(ErrorPages.of(404)), answer);
    }
  }

  private String send(String method, String path) {
    return RawHttp.send(server.port(), method + " " + path + " HTTP/1.1\r\n"
        + "Host: a\r\nConnection: close\r\nContent-Length: 0\r\n\r\n");
  }
}
