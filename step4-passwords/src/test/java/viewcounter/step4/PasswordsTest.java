package viewcounter.step4;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.testing.Browser;
import viewcounter.testing.KillUnderLoad;
import viewcounter.testing.TestServer;

class PasswordsTest {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  @Test
  void a_restart_forgets_no_password() {
    server.newBrowser().sees("/create/jane/s3cret");
    server.restart();
    Browser browser = server.newBrowser();
    assertEquals("User jane logged in", browser.sees("/login/jane/s3cret"));
    assertEquals("User \"jane\" has 1 view", browser.sees("/"));
  }

  @Test
  void a_wrong_password_and_an_unknown_name_get_the_same_response() {
    server.newBrowser().sees("/create/jane/s3cret");
    for (String path : List.of("/login/jane/S3cret", "/login/robert/s3cret",
        "/login/Jane/s3cret", "/login/jane/s3cret%20")) {
      Browser stranger = server.newBrowser();
      Response response = stranger.visits(path);
      assertEquals(403, response.statusCode());
      assertEquals("Incorrect username or password", response.asString());
      assertEquals("Please log in", stranger.sees("/"));
    }
  }

  @Test
  void a_name_can_be_registered_only_once() {
    Browser jane = server.newBrowser();
    jane.sees("/create/jane/s3cret");
    jane.sees("/");
    Browser stranger = server.newBrowser();
    Response response = stranger.visits("/create/jane/mine");
    assertEquals(409, response.statusCode());
    assertEquals("User jane already exists", response.asString());
    assertEquals("Please log in", stranger.sees("/"));
    assertEquals(403, stranger.visits("/login/jane/mine").statusCode());
    assertEquals("User \"jane\" has 2 views", jane.sees("/"));
  }

  @Test
  void nobody_gets_in_without_a_password() {
    server.newBrowser().sees("/create/jane/s3cret");
    for (String path : List.of("/login/jane", "/login/jane/", "/create/bob")) {
      assertEquals(404, server.newBrowser().visits(path).statusCode());
    }
  }

  @Test
  void kills_under_load_lose_no_view(@TempDir Path data) throws Exception {
    new KillUnderLoad(App.class, data).run(step -> {
      Browser browser = new Browser(step.port());
      browser.sees("/create/jane/s3cret");
      return browser;
    });
  }
}
