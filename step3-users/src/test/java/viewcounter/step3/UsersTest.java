package viewcounter.step3;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.testing.Browser;
import viewcounter.testing.Concurrently;
import viewcounter.testing.KillUnderLoad;
import viewcounter.testing.TestServer;

class UsersTest {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  @Test
  void another_person_on_the_same_browser_has_their_own_count() {
    Browser shared = server.newBrowser();
    shared.sees("/create/jane");
    shared.sees("/");
    shared.sees("/create/robert");
    assertEquals("User \"robert\" has 1 view", shared.sees("/"));
    shared.sees("/login/jane");
    assertEquals("User \"jane\" has 2 views", shared.sees("/"));
  }

  @Test
  void a_session_begins_at_login_and_not_before() {
    Browser browser = server.newBrowser();
    assertNull(browser.visits("/").header("Set-Cookie"));
    assertNull(browser.visits("/login/jane").header("Set-Cookie"));
    browser.visits("/create/jane");
    assertTrue(browser.cookies().containsKey("session_cookie"));
  }

  @Test
  void log_out_ends_the_session_and_clears_the_cookie() {
    Browser browser = server.newBrowser();
    browser.sees("/create/jane");
    Browser thief = server.newBrowser().withCookiesOf(browser);
    Response response = browser.visits("/logout");
    assertEquals(302, response.statusCode());
    assertEquals("/", response.header("Location"));
    assertTrue(browser.cookies().isEmpty());
    assertEquals("Please log in", thief.sees("/"));
  }

  @Test
  void logging_out_without_a_login_is_fine() {
    Browser browser = server.newBrowser();
    assertEquals(302, browser.visits("/logout").statusCode());
    assertTrue(browser.cookies().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"Zoë", "🍋", "a b", "a/b", "100%", "a+b", "a%2Fb",
      "?x=1", "a;b", "<b>", "'", "\\"})
  void any_name_works_on_all_three_pages(String name) {
    Browser browser = server.newBrowser();
    String inPath = URLEncoder.encode(name, StandardCharsets.UTF_8)
        .replace("+", "%20");
    String next = browser.visits("/login/" + inPath).header("Location");
    assertEquals("User " + name + " created & logged in", browser.sees(next));
    assertEquals("User \"" + name + "\" has 1 view", browser.sees("/"));
  }

  @Test
  void fifty_sign_ups_at_once_make_one_account() throws Exception {
    Concurrently.run(50, () -> {
      Browser browser = server.newBrowser();
      browser.sees("/create/jane");
      return browser.sees("/");
    });
    Browser browser = server.newBrowser();
    browser.sees("/login/jane");
    assertEquals("User \"jane\" has 51 views", browser.sees("/"));
  }

  @Test
  void kills_under_load_lose_no_view(@TempDir Path data) throws Exception {
    new KillUnderLoad(App.class, data).run(step -> {
      Browser browser = new Browser(step.port());
      browser.sees("/create/jane");
      return browser;
    });
  }
}
