package viewcounter.step1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import viewcounter.testing.Browser;
import viewcounter.testing.TestServer;

class CounterTest {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  @Test
  void the_response_is_HTML_in_UTF_8() {
    Response response = server.newBrowser().visits("/");
    assertEquals(200, response.statusCode());
    assertEquals("text/html;charset=utf-8",
        response.contentType().toLowerCase().replace(" ", ""));
  }

  @Test
  void the_cookie_holds_an_id_and_no_count_and_scripts_cannot_read_it() {
    Browser browser = server.newBrowser();
    Response response = browser.visits("/");
    assertEquals(Set.of("session_cookie"), browser.cookies().keySet());
    assertTrue(response.header("Set-Cookie").contains("HttpOnly"));
    assertTrue(browser.cookies().get("session_cookie").length() > 20);
  }

  @Test
  void a_browser_without_its_cookie_is_a_new_one() {
    Browser browser = server.newBrowser();
    browser.sees("/");
    String before = browser.cookies().get("session_cookie");
    browser.cookies().clear();
    assertEquals("Views: 1", browser.sees("/"));
    assertNotEquals(before, browser.cookies().get("session_cookie"));
  }
}
