package viewcounter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.restassured.response.Response;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import spark.Service;
import viewcounter.launch.Settings;
import viewcounter.persistence.StoreException;
import viewcounter.session.MemorySessions;
import viewcounter.session.SessionRecord;
import viewcounter.testing.Browser;

/** Whatever ends a response in Spark or a servlet, the session comes first. */
class BufferedResponseTest {

  private static final class Storage extends MemorySessions {

    private volatile boolean isFull;

    @Override
    public void save(String key, SessionRecord before, SessionRecord next) {
      if (isFull) {
        throw new StoreException("No space left on device", null);
      }
      super.save(key, before, next);
    }
  }

  private final Storage storage = new Storage();
  private WebServer server;
  private Browser browser;

  @BeforeEach
  void start() {
    server = new WebServer(new Settings(0, Path.of("none")), storage);
    Service http = server.http();
    http.before((request, response) -> {
      if (!request.pathInfo().equals("/user")) {
        request.session().attribute("user", request.pathInfo());
      }
    });
    http.get("/redirect", (request, response) -> {
      response.redirect("/user");
      return null;
    });
    http.get("/see-other", (request, response) -> {
      response.redirect("/user", 303);
      return "not shown";
    });
    http.get("/teapot", (request, response) -> {
      response.raw().getWriter().write("not shown");
      response.raw().sendError(418);
      return "not shown";
    });
    http.get("/reset", (request, response) -> {
      response.raw().getWriter().write("not shown");
      response.raw().reset();
      return "shown";
    });
    http.get("/user", (request, response) ->
        "" + request.session().attribute("user"));
    server.start();
    browser = new Browser(server.port());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({"/redirect, 302", "/see-other, 303", "/teapot, 418"})
  void the_browser_gets_its_cookie_with_a_redirect_or_an_error(String path,
      int status) {
    assertEquals(status, browser.visits(path).statusCode());
    assertEquals(path, browser.sees("/user"));
  }

  @ParameterizedTest
  @CsvSource({"/redirect", "/see-other", "/teapot"})
  void a_failed_save_is_500_instead_of_a_redirect_or_an_error(String path) {
    storage.isFull = true;
    Response response = browser.visits(path);
    assertEquals(500, response.statusCode());
    assertNull(response.header("Location"));
    assertEquals(ErrorPages.of(500), response.asString());
  }

  @Test
  void a_redirect_has_no_page() {
    Response response = browser.visits("/redirect");
    assertEquals("/user", response.header("Location"));
    assertEquals("", response.asString());
  }

  @Test
  void an_error_has_the_page_of_all_errors() {
    assertEquals(ErrorPages.of(418), browser.sees("/teapot"));
  }

  @Test
  void what_is_reset_is_not_sent() {
    assertEquals("shown", browser.sees("/reset"));
  }
}
