package viewcounter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.launch.Settings;
import viewcounter.testing.RawHttp;

class RequestValidatorTest {

  private WebServer server;

  @BeforeEach
  void start() {
    server = new WebServer(new Settings(0, Path.of("none")));
    server.http().get("/", (request, response) -> "served");
    server.http().get("/:name", (request, response) -> "served");
    server.http().post("/", (request, response) -> "changed");
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/jane", "/Zo%C3%AB", "/%F0%9F%8D%8B", "/a+b",
      "/%EF%BF%BD", "/a%20b", "/%7E", "/%c2%a0", "/%EF%BF%BC", "/a%2Bb",
      "/100%25"})
  void a_path_of_visible_text_is_served(String path) {
    assertServed(RawHttp.get(server.port(), path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%00", "/%1f", "/%7f", "/%c2%80", "/%c2%9f",
      "/a%0d%0ab", "/%ff", "/%c0%af", "/%ed%a0%80", "/%zz",
      "/%", "/a%2", "/;%zz", "/a;b=%", "/;\u00AC=%\u00B6f"})
  void a_path_of_anything_else_gets_a_400(String path) {
    assertRejected(RawHttp.get(server.port(), path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"X-HTTP-Method-Override: POST",
      "x-http-method-override: GET", "X-HTTP-Method-Override:"})
  void no_header_can_change_the_method(String header) {
    assertRejected(RawHttp.get(server.port(), "/", header));
  }

  private static void assertServed(String answer) {
    assertEquals(200, RawHttp.status(answer), answer);
    assertTrue(answer.endsWith("served"), answer);
  }

  private static void assertRejected(String answer) {
    assertEquals(400, RawHttp.status(answer), answer);
    assertTrue(answer.endsWith(ErrorPages.of(400)), answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"get", "Get", "post", "PoSt", "head"})
  void a_method_with_lower_case_letters_gets_a_400(String method) {
    assertEquals(400, RawHttp.status(RawHttp.send(server.port(), method
        + " / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n"
        + "Connection: close\r\n\r\n")));
  }
}
