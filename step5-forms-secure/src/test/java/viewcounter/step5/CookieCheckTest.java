package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static viewcounter.step5.Forms.PASSWORD;
import static viewcounter.step5.Forms.logIn;
import static viewcounter.step5.Forms.register;

import io.restassured.response.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.testing.Browser;
import viewcounter.testing.TestServer;

class CookieCheckTest {

  private static final String HINT = "your browser has not kept the cookie";

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  @Test
  void a_browser_that_loses_the_cookie_is_told_after_a_sign_up() {
    assertSeesHint(register(server.newBrowser(), "jane"));
  }

  @Test
  void a_browser_that_loses_the_cookie_is_told_after_a_login() {
    register(server.newBrowser(), "jane");
    assertSeesHint(logIn(server.newBrowser(), "jane", PASSWORD));
  }

  @Test
  void a_browser_that_keeps_the_cookie_is_told_nothing() {
    Browser jane = server.newBrowser();
    String first = register(jane, "jane").header("Location");
    String page = jane.sees(first);
    assertEquals(1, Browser.viewsIn(page), page);
    assertFalse(page.contains(HINT), page);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/?x", "/?x=signed-in", "/?signed-in&x"})
  void without_a_login_nobody_is_told_anything(String path) {
    Browser stranger = server.newBrowser();
    assertEquals("/login", stranger.visits(path).header("Location"));
    assertFalse(stranger.sees("/login").contains(HINT));
  }

  /** In a browser without the cookie. */
  private void assertSeesHint(Response login) {
    Browser forgetful = server.newBrowser();
    String to = forgetful.visits(login.header("Location")).header("Location");
    String page = forgetful.sees(to);
    assertTrue(page.contains(HINT), page);
    assertTrue(page.contains("<form method=\"post\" action=\"/login\">"), page);
  }
}
