package viewcounter.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.launch.Settings;
import viewcounter.testing.Browser;
import viewcounter.testing.RawHttp;
import viewcounter.web.WebServer;

/** Which session a Cookie header leads to, whatever else is in it. */
class RequestCookiesTest {

  private WebServer server;
  private String id;

  @BeforeEach
  void start() {
    server = new WebServer(new Settings(0, Path.of("none")));
    server.http().get("/new", (request, response) -> request.session().id());
    server.http().get("/a/b", (request, response) ->
        request.session(false) == null ? "none" : request.session().id());
    server.http().get("/cookie", (request, response) ->
        request.cookie("other"));
    server.start();
    id = new Browser(server.port()).sees("/new");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"session_cookie=ID", "a=b; session_cookie=ID",
      "session_cookie=ID; a=b", "a=b;session_cookie=ID;c=d",
      "q=\"a; session_cookie=ID", "q=\"a;session_cookie=ID;r=b\"",
      "session_cookie=; session_cookie=ID", "session_cookie=ID; session_cookie",
      "session_cookie=ID; session_cookie=ID", " session_cookie = ID ",
      "Session_Cookie=theirs; session_cookie=ID", "=; session_cookie=ID",
      "session_cookie=ID; SESSION_COOKIE=theirs", ";;session_cookie=ID",
      "$Version=1; session_cookie=ID", "a b=c,d; session_cookie=ID",
      "xsession_cookie=theirs; session_cookie=ID"})
  void no_other_cookie_hides_ours(String cookies) {
    assertLeadsTo(id, "Cookie: " + cookies.replace("ID", id));
  }

  @Test
  void there_may_be_several_Cookie_headers() {
    assertLeadsTo(id, "Cookie: a=\"b", "Cookie: session_cookie=" + id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a=b", "session_cookie", "session_cookie=",
      "SESSION_COOKIE=ID", "session_cookie=\"ID\"", "xsession_cookie=ID",
      "session_cookie=ID0", "a=session_cookie=ID", "session_cookie=id"})
  void what_is_not_exactly_our_cookie_is_none(String cookies) {
    assertLeadsTo("none", "Cookie: " + cookies.replace("ID", id));
  }

  private void assertLeadsTo(String session, String... headers) {
    String response = RawHttp.get(server.port(), "/a/b", headers);
    assertEquals(200, RawHttp.status(response), response);
    assertTrue(response.endsWith("\r\n\r\n" + session), response);
  }

  @Test
  void a_route_gets_cookies_by_the_same_rules() {
    assertTrue(RawHttp.get(server.port(), "/cookie",
        "Cookie: q=\"a; other=found").endsWith("found"));
  }

  @ParameterizedTest
  @CsvSource({"localhost, 1", "127.0.0.1, 1", "[::1], 1",
      "www.draw.example, 3", "draw.example, 2"})
  void of_two_ids_none_is_taken_and_both_cookies_are_deleted(String host,
      int domains) {
    String response = RawHttp.send(server.port(), "GET /a/b HTTP/1.1\r\nHost: "
        + host + "\r\nCookie: session_cookie=" + id
        + "; session_cookie=planted\r\nConnection: close\r\n\r\n");
    assertEquals(400, RawHttp.status(response), response);
    assertTrue(response.contains("reload the page"), response);
    assertFalse(response.contains(id), response);
    List<String> deletions = response.lines()
        .filter(line -> line.startsWith("Set-Cookie: session_cookie=; Path=/"))
        .filter(line -> line.endsWith("; Max-Age=0")).toList();
    assertEquals(3 * domains, deletions.size(), response);
    for (String path : List.of("/", "/a", "/a/b")) {
      assertTrue(deletions.contains("Set-Cookie: session_cookie=; Path=" + path
          + "; Max-Age=0"), response);
    }
    assertEquals(domains > 1, response.contains("; Domain=draw.example;"));
    assertFalse(response.contains("Domain=example;"), response);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/a;Domain=x", "/a/b/c/d", "/%0d%0a", "//"})
  void an_odd_path_is_in_no_Set_Cookie(String path) {
    String response = RawHttp.get(server.port(), path,
        "Cookie: session_cookie=a; session_cookie=b");
    assertEquals(400, RawHttp.status(response), response);
    assertFalse(response.contains("Path=/a") || response.contains("Path=/%")
        || response.contains("Path=//"), response);
  }

  @ParameterizedTest
  @ValueSource(ints = {5, 51, 1000, 4000})
  void a_host_of_any_number_of_parts_gets_a_page_and_few_deletions(int parts) {
    String response = RawHttp.send(server.port(), "GET /"
        + "a".repeat(100) + "/b/c HTTP/1.1\r\nHost: " + "a.".repeat(parts)
        + "example\r\nCookie: session_cookie=a; session_cookie=b\r\n"
        + "Connection: close\r\n\r\n");
    assertEquals(400, RawHttp.status(response), response);
    assertTrue(response.contains("session_cookie=; Path=/; Max-Age=0"));
    assertTrue(response.length() < 8 * 1024, response);
  }

  @Test
  void the_longest_deletions_fit_into_a_response() {
    String part = "/" + "a".repeat(100);
    List<String> headers = CookieRemoval.headers(
        SessionPolicy.DEFAULT.onPort(32_767),
        "a".repeat(80) + ".b.c.d.example", part.repeat(3));
    assertEquals(21, headers.size());
    assertTrue(String.join("\r\nSet-Cookie: ", headers).length() < 7 * 1024);
  }

  @Test
  void a_secure_cookie_is_deleted_by_a_secure_one_of_no_domain() {
    assertEquals(
        List.of("__Host-c=; Path=/; Max-Age=0; Secure",
            "__Host-c=; Path=/; Max-Age=0; Secure; Partitioned"),
        CookieRemoval.headers(new SessionPolicy("__Host-c", true,
            SessionPolicy.DEFAULT.idle(), SessionPolicy.DEFAULT.absolute()),
            "www.draw.example", "/"));
  }

  @Test
  void twenty_kilobytes_of_other_cookies_do_no_harm() {
    assertLeadsTo(id, "Cookie: " + "a=0123456789; ".repeat(1500)
        + "session_cookie=" + id);
  }

  @Test
  void a_browser_with_far_too_many_cookies_is_told_what_to_do() {
    String response = RawHttp.get(server.port(), "/new",
        "Cookie: " + "a=0123456789; ".repeat(5000));
    assertEquals(431, RawHttp.status(response), response);
    assertTrue(response.contains("Delete the cookies of this site"), response);
  }

  @Test
  void a_server_on_another_port_has_another_cookie() {
    SessionPolicy policy = SessionPolicy.DEFAULT;
    assertEquals("session_cookie", policy.onPort(3000).cookie());
    assertEquals("session_cookie", policy.onPort(0).cookie());
    assertEquals("session_cookie", policy.onPort(32_768).cookie());
    assertEquals("session_cookie_3001", policy.onPort(3001).cookie());
    assertEquals("session_cookie_32767", policy.onPort(32_767).cookie());
    Settings here = new Settings(3001, Path.of("none"));
    assertEquals("session_cookie_3001", new WebServer(here).sessionCookie());
    assertEquals("session_cookie", new WebServer(new Settings(here.host(),
        here.port(), here.data(), false, "shared")).sessionCookie());
  }
}
