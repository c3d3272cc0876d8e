package viewcounter.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What no client can do to a step. */
public abstract class BadRequestContract {

  protected abstract int port();

  protected String sessionCookie() {
    return "session_cookie";
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%zz", "/%", "/%ff", "/%c0%af", "/%00", "/%7f",
      "/a%0d%0aSet-Cookie:%20x=y", "/%ed%a0%80", "*", "nope",
      "//nope"})
  void a_malformed_path_gets_a_400(String path) {
    answersWith(400, RawHttp.get(port(), path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/nope", "/a%2Fb", "/%F0%9F%8D%8B", "/favicon.ico",
      "/;a=b;c", "/create", "/login/a/b/c"})
  void a_page_that_does_not_exist_gets_a_404(String path) {
    answersWith(404, RawHttp.get(port(), path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../../etc/passwd", "/..;/x", "/%2e%2e/%2e%2e/"})
  void a_path_that_leaves_the_site_gets_a_400(String path) {
    answersWith(400, RawHttp.get(port(), path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"PUT", "DELETE", "PATCH", "TRACE", "OPTIONS", "FOO"})
  void a_method_that_is_not_served_gets_a_405(String method) {
    String response = RawHttp.send(port(), method + " / HTTP/1.1\r\n"
        + "Host: localhost\r\nConnection: close\r\n\r\n");
    answersWith(405, response);
    assertTrue(response.contains("\r\nAllow: GET, HEAD\r\n"), response);
  }

  @Test
  void a_link_cannot_become_another_method() {
    answersWith(400,
        RawHttp.get(port(), "/", "X-HTTP-Method-Override: POST"));
  }

  @ParameterizedTest
  @CsvSource({"Cookie, 431", "X, 431"})
  void a_header_of_a_megabyte_gets_a_431(String name, int status) {
    answersWith(status,
        RawHttp.get(port(), "/", name + ": " + "a".repeat(1 << 20)));
  }

  @Test
  void a_URL_of_10000_characters_gets_a_414() {
    answersWith(414, RawHttp.get(port(), "/login/" + "a".repeat(10_000)));
  }

  @Test
  void a_body_of_a_megabyte_gets_a_413() {
    answersWith(413, RawHttp.send(port(), "POST /login HTTP/1.1\r\n"
        + "Host: localhost\r\nConnection: close\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\n"
        + "Content-Length: 1048576\r\n\r\n" + "a".repeat(1 << 20)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET\r\n\r\n", "\0\0\0\0\r\n\r\n",
      "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
      "GET / HTTP/1.1\r\nHost: a\r\nCookie\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz"})
  void malformed_HTTP_gets_a_clear_response(String bytes) {
    String response = RawHttp.send(port(), bytes);
    int status = RawHttp.status(response);
    assertTrue(status >= 400 && status < 500 || status == 505, response);
    saysNothingOfTheServer(response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Accept: ;", "Accept: ;;,", "Accept: */*;q=x"})
  void an_odd_header_does_no_harm(String header) {
    assertTrue(RawHttp.status(RawHttp.get(port(), "/", header)) < 400);
  }

  @Test
  void a_request_for_a_tunnel_gets_a_405() {
    answersWith(405, RawHttp.send(port(), "CONNECT localhost:80 HTTP/1.1"
        + "\r\nHost: localhost:80\r\nConnection: close\r\n\r\n"));
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
  @ValueSource(strings = {"", "x", "\"", "; ;", "../../x", "a=b=c",
      "${jndi:x}", "%00", "sessions/x", "{}"})
  void a_cookie_without_a_session_does_no_harm(String value) {
    String response = RawHttp.get(port(), "/",
        "Cookie: session_cookie=" + value + "; __Host-session=" + value);
    assertTrue(RawHttp.status(response) < 400, response);
  }

  @TestFactory
  Stream<DynamicTest> inputs_found_by_fuzzing_are_answered_correctly() {
    return Corpus.replay("requests",
        request -> AnyRequest.isAnsweredWell(port(), request));
  }

  @Test
  void after_all_that_it_still_answers() {
    for (int i = 0; i < 300; i++) {
      RawHttp.get(port(), "/%zz");
    }
    assertTrue(RawHttp.status(RawHttp.get(port(), "/")) < 400);
  }

  private static void answersWith(int status, String response) {
    assertEquals(status, RawHttp.status(response), response);
    assertTrue(response.contains("<h1>" + status + " "), response);
    saysNothingOfTheServer(response);
  }

  private static void saysNothingOfTheServer(String response) {
    for (String word : new String[] {"Jetty", "Server:", "Exception", "java",
        "\tat "}) {
      assertFalse(response.contains(word), response);
    }
  }
}
