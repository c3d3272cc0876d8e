package viewcounter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.launch.Settings;
import viewcounter.testing.RawHttp;

class ErrorPagesTest {

  private WebServer server;

  @BeforeEach
  void start() {
    server = new WebServer(new Settings(0, Path.of("none")));
    server.http().get("/", (request, response) -> {
      throw new HttpException(503, "a secret");
    });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void a_page_shows_the_status_as_a_number_and_in_words() {
    assertEquals("<!DOCTYPE html><html lang=\"en\"><head><title>404 Not Found"
        + "</title></head><body><main><h1>404 Not Found</h1></main></body>"
        + "</html>\n", ErrorPages.of(404));
  }

  /** A route, a missing one, the guard, or the parser of Jetty. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "GET / | 503",
      "GET /nope | 404",
      "POST / | 405",
      "GET /%zz | 400",
      "PRI * | 400",
      "OPTIONS * | 400",
      "nonsense | 505"})
  void each_part_of_the_server_has_the_same_error_page(String request,
      int status) {
    String answer = RawHttp.send(server.port(), request + " HTTP/1.1\r\n"
        + "Host: localhost\r\nConnection: close\r\n\r\n");
    assertEquals(status, RawHttp.status(answer), answer);
    assertTrue(answer.endsWith("\r\n\r\n" + ErrorPages.of(status)), answer);
    assertTrue(answer.toLowerCase()
        .contains("\r\ncontent-type: text/html;charset=utf-8\r\n"), answer);
  }

  @ParameterizedTest
  @CsvSource({"/nope, 404", "/%zz, 400", "/, 503"})
  void no_cache_may_store_an_error(String path, int status) {
    String answer = RawHttp.get(server.port(), path);
    assertEquals(status, RawHttp.status(answer), answer);
    assertTrue(answer.contains("\r\nCache-Control: no-store\r\n"), answer);
  }
}
