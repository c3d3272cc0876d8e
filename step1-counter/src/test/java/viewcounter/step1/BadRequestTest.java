package viewcounter.step1;

import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.testing.BadRequestContract;
import viewcounter.testing.RawHttp;
import viewcounter.testing.TestServer;

/** What no client can do to the web server of all steps. */
class BadRequestTest extends BadRequestContract {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  @Override
  protected int port() {
    return server.port();
  }

  @ParameterizedTest
  @ValueSource(strings = {"/%zz", "/%", "/%ff", "/%c0%af", "/%00", "/%7f",
      "/a%0d%0aSet-Cookie:%20x=y", "/%ed%a0%80", "*", "nope",
      "//nope"})
  void a_malformed_path_gets_a_400(String path) {
    answersWith(400, RawHttp.get(port(), path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a%2Fb", "/%F0%9F%8D%8B", "/favicon.ico",
      "/;a=b;c"})
  void an_odd_path_gets_a_404(String path) {
    answersWith(404, RawHttp.get(port(), path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/../../etc/passwd", "/..;/x", "/%2e%2e/%2e%2e/"})
  void a_path_that_leaves_the_site_gets_a_400(String path) {
    answersWith(400, RawHttp.get(port(), path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"DELETE", "PATCH", "TRACE", "OPTIONS", "FOO"})
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
  @ValueSource(strings = {"Cookie", "X"})
  void a_header_of_a_megabyte_gets_a_431(String name) {
    answersWith(431,
        RawHttp.get(port(), "/", name + ": " + "a".repeat(1 << 20)));
  }

  @Test
  void a_URL_of_10000_characters_gets_a_414() {
    answersWith(414, RawHttp.get(port(), "/login/" + "a".repeat(10_000)));
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
  @ValueSource(strings = {"Accept: ;", "Accept: ;;,", "Accept: */*;q=x",
      "Cookie: session_cookie=", "Cookie: session_cookie=\"",
      "Cookie: session_cookie=; ;", "Cookie: session_cookie=a=b=c",
      "Cookie: session_cookie=${jndi:x}", "Cookie: session_cookie=%00"})
  void an_odd_header_does_no_harm(String header) {
    assertTrue(RawHttp.status(RawHttp.get(port(), "/", header)) < 400);
  }

  @Test
  void a_request_for_a_tunnel_gets_a_405() {
    answersWith(405, RawHttp.send(port(), "CONNECT localhost:80 HTTP/1.1"
        + "\r\nHost: localhost:80\r\nConnection: close\r\n\r\n"));
  }

  @Test
  void after_300_bad_requests_it_still_answers() {
    for (int i = 0; i < 300; i++) {
      RawHttp.get(port(), "/%zz");
    }
    assertTrue(RawHttp.status(RawHttp.get(port(), "/")) < 400);
  }
}
