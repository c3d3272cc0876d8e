package viewcounter.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What an App decides about a bad request: by its routes, its filters, its
 * store of sessions, and the name of its cookie. It is short because the web
 * server does the rest, which is the same in all steps: step 1 tests that.
 */
public abstract class BadRequestContract {

  protected abstract int port();

  protected String sessionCookie() {
    return "session_cookie";
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nope", "/create", "/login/a/b/c"})
  void a_page_that_does_not_exist_gets_a_404(String path) {
    answersWith(404, RawHttp.get(port(), path));
  }

  @Test
  void a_method_without_a_route_gets_a_405() {
    String response = RawHttp.send(port(), "PUT / HTTP/1.1\r\n"
        + "Host: localhost\r\nConnection: close\r\n\r\n");
    answersWith(405, response);
    assertTrue(response.contains("\r\nAllow: GET, HEAD\r\n"), response);
  }

  @Test
  void a_body_of_a_megabyte_gets_a_413() {
    answersWith(413, RawHttp.send(port(), "POST /login HTTP/1.1\r\n"
        + "Host: localhost\r\nConnection: close\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\n"
        + "Content-Length: 1048576\r\n\r\n" + "a".repeat(1 << 20)));
  }

  @Test
  void two_session_cookies_get_a_400_and_one_in_the_wrong_case_is_none() {
    String cookie = sessionCookie();
    answersWith(400, RawHttp.get(port(), "/", "Cookie: " + cookie + "=a; "
        + cookie + "=b"));
    assertTrue(RawHttp.status(RawHttp.get(port(), "/", "Cookie: "
        + cookie.toUpperCase() + "=a; " + cookie + "=")) < 400);
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "../../x", "sessions/x", "{}"})
  void a_cookie_without_a_session_does_no_harm(String value) {
    String response =
        RawHttp.get(port(), "/", "Cookie: " + sessionCookie() + "=" + value);
    assertTrue(RawHttp.status(response) < 400, response);
  }

  protected static void answersWith(int status, String response) {
    assertEquals(status, RawHttp.status(response), response);
    assertTrue(response.contains("<h1>" + status + " "), response);
    saysNothingOfTheServer(response);
  }

  protected static void saysNothingOfTheServer(String response) {
    for (String word : new String[] {"Jetty", "Server:", "Exception", "java",
        "\tat "}) {
      assertFalse(response.contains(word), response);
    }
  }
}
