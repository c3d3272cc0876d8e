package viewcounter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.launch.Settings;
import viewcounter.testing.RawHttp;

/** RFC 9110, 9.3.2: the same as GET, without the content. */
class HeadRequestTest {

  private WebServer server;

  @BeforeEach
  void start() {
    server = new WebServer(new Settings(0, Path.of("none")));
    server.http().get("/read", (request, response) -> "read");
    server.http().get("/moved", (request, response) ->
        WebServer.redirect(response, 302, "/read"));
    server.http().get("/teapot", (request, response) -> {
      throw new HttpException(418, "a teapot");
    });
    server.http().get("/session", (request, response) ->
        request.session().isNew());
    server.http().post("/write", (request, response) -> "written");
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/read", "/moved", "/teapot", "/write", "/nope"})
  void the_headers_are_those_of_a_GET_and_there_is_no_body(String path) {
    String get = ask("GET", path);
    assertEquals(get.substring(0, get.indexOf("\r\n\r\n") + 4)
        .replaceFirst("\r\nDate: [^\r]*", ""),
        ask("HEAD", path).replaceFirst("\r\nDate: [^\r]*", ""));
  }

  @Test
  void a_session_may_begin() {
    assertTrue(ask("HEAD", "/session").contains("\r\nSet-Cookie: "));
  }

  private String ask(String method, String path) {
    return RawHttp.send(server.port(), method + " " + path + " HTTP/1.1\r\n"
        + "Host: a\r\nConnection: close\r\n\r\n");
  }
}
