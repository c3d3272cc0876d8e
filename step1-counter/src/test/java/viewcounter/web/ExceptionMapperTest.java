package viewcounter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.io.EofException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spark.Session;
import viewcounter.launch.Settings;
import viewcounter.testing.Browser;

class ExceptionMapperTest {

  private static final Map<String, Exception> THROWN = Map.ofEntries(
      Map.entry("answer", new HttpException(403, "another site")),
      Map.entry("unavailable", new HttpException(503, "too many")),
      Map.entry("rejected", new RejectedExecutionException("secret")),
      Map.entry("mistake", new IllegalArgumentException("secret")),
      Map.entry("checked", new IOException("secret")),
      Map.entry("state", new IllegalStateException("secret")),
      Map.entry("large", new BadMessageException(413, "secret")),
      Map.entry("slow", new TimeoutException("secret")),
      Map.entry("short", new EofException("secret")),
      Map.entry("large within", new IllegalStateException(
          new IOException(new BadMessageException(413, "secret")))),
      Map.entry("slow within", new IOException(new TimeoutException())),
      Map.entry("short within", new RuntimeException(new EofException())));

  private WebServer server;

  @BeforeEach
  void start() {
    server = new WebServer(new Settings(0, Path.of("none")));
    server.http().get("/throw/:name", (request, response) -> {
      throw THROWN.get(request.params("name"));
    });
    server.http().get("/begin", (request, response) -> {
      request.session(true);
      return "begun";
    });
    server.http().get("/end/use", (request, response) -> {
      Session session = request.session();
      session.raw().invalidate();
      return session.attribute("views");
    });
    server.http().get("/end/:name", (request, response) -> {
      request.session().invalidate();
      throw THROWN.get(request.params("name"));
    });
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"answer, 403", "unavailable, 503", "rejected, 503",
      "mistake, 500", "checked, 500", "state, 500", "large, 413",
      "slow, 408", "short, 400", "large%20within, 413", "slow%20within, 408",
      "short%20within, 400"})
  void an_exception_gets_the_page_of_its_status(String name,
      int status) {
    Response answer = new Browser(server.port()).visits("/throw/" + name);
    assertEquals(status, answer.statusCode());
    assertEquals(ErrorPages.of(status), answer.asString());
    assertNull(answer.header("Location"));
  }

  @ParameterizedTest
  @CsvSource({"use, 303, /", "state, 500,", "mistake, 500,", "answer, 403,"})
  void a_client_whose_session_is_used_after_its_end_starts_over(String name,
      int status, String location) {
    Browser browser = new Browser(server.port());
    assertEquals("begun", browser.sees("/begin"));
    Response answer = browser.visits("/end/" + name);
    assertEquals(status, answer.statusCode());
    assertEquals(location, answer.header("Location"));
  }

  @ParameterizedTest
  @CsvSource({"state, 500", "mistake, 500"})
  void a_client_whose_session_exists_gets_an_error(String name, int status) {
    Browser browser = new Browser(server.port());
    assertEquals("begun", browser.sees("/begin"));
    assertEquals(status, browser.visits("/throw/" + name).statusCode());
  }
}
