package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static viewcounter.step5.Forms.PASSWORD;
import static viewcounter.step5.Forms.logIn;
import static viewcounter.step5.Forms.register;

import io.restassured.response.Response;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.testing.Browser;
import viewcounter.testing.Concurrently;
import viewcounter.testing.KillUnderLoad;
import viewcounter.testing.RawHttp;
import viewcounter.testing.TestServer;

class FormsTest {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  @Test
  void a_wrong_login_shows_the_form_again_with_the_name_kept() {
    register(server.newBrowser(), "jane", PASSWORD);
    Response wrong = logIn(server.newBrowser(), "jane", "wrong horse");
    assertEquals(422, wrong.statusCode());
    assertTrue(wrong.asString().contains("Incorrect username or password"));
    assertTrue(wrong.asString().contains("value=\"jane\""));
    assertFalse(wrong.asString().contains("wrong horse"));
    assertTrue(wrong.asString().contains("role=\"alert\""));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
      "jane   | short         | short         | at least 8 characters",
      "jane   | password      | password      | Many people use this password",
      "jane   | correct horse | correct hors  | passwords are not the same",
      "' '    | correct horse | correct horse | choose a username",
      "a\u200Bb | correct horse | correct horse | that can be seen"})
  void a_wrong_field_at_sign_up_gets_its_hint(
      String name, String password, String repeated, String hint) {
    Browser browser = server.newBrowser();
    Response response = browser.submits("/register", "username", name,
        "password", password, "repeated", repeated);
    assertEquals(422, response.statusCode());
    assertTrue(response.asString().contains(hint), response.asString());
    assertTrue(response.asString().contains("aria-invalid=\"true\""));
    assertFalse(response.asString().contains("value=\"" + password));
    assertTrue(browser.cookies().isEmpty());
  }

  @ParameterizedTest
  @CsvSource({
      "/login,    jane, wrong horse, password",
      "/register, jane, short,       password",
      "/register, ' ',  short,       username"})
  void the_field_that_was_wrong_has_the_focus(String path, String name,
      String password, String field) {
    Pattern focus = Pattern.compile("<input id=\"(\\w+)\"[^>]*\\sautofocus");
    String fresh = server.newBrowser().sees(path);
    String wrong = server.newBrowser().submits(path, "username", name,
        "password", password, "repeated", password).asString();
    assertEquals(List.of("username"), focus.matcher(fresh).results()
        .map(found -> found.group(1)).toList(), fresh);
    assertEquals(List.of(field), focus.matcher(wrong).results()
        .map(found -> found.group(1)).toList(), wrong);
  }

  @Test
  void an_existing_name_is_rejected_and_its_account_stays_as_it_was() {
    register(server.newBrowser(), "Jane", PASSWORD);
    Browser stranger = server.newBrowser();
    Response response = register(stranger, " jANE ", "another password");
    assertEquals(409, response.statusCode());
    assertTrue(response.asString().contains("User jANE already exists"));
    assertTrue(stranger.cookies().isEmpty());
    assertEquals(422,
        logIn(stranger, "jane", "another password").statusCode());
    assertSentTo(CookieCheck.FIRST_PAGE, 303, logIn(stranger, "jane", PASSWORD));
    assertSees("User \"Jane\" has 1 view", stranger);
  }

  @Test
  void a_session_begins_at_login_and_not_before() {
    Browser browser = server.newBrowser();
    for (String path : List.of("/", "/login", "/register", "/logout")) {
      assertNull(browser.visits(path).header("Set-Cookie"), path);
    }
    assertNull(logIn(browser, "jane", PASSWORD).header("Set-Cookie"));
    register(browser, "jane", PASSWORD);
    assertEquals(Set.of(App.SESSIONS.cookie(), KnownDevices.COOKIE),
        browser.cookies().keySet());
  }

  @Test
  void logging_out_without_a_login_is_fine() {
    Browser browser = server.newBrowser();
    assertSentTo("/login", 303, browser.submits("/logout"));
    assertTrue(browser.cookies().isEmpty());
  }

  @ParameterizedTest
  @ValueSource(strings = {"username=%zz", "username=%ff", "password=%c0%af"})
  void a_form_that_is_not_UTF_8_gets_a_400(String body) {
    for (String path : List.of("/login", "/register")) {
      assertEquals(400, RawHttp.status(post(path, body, "")), path);
    }
  }

  @ParameterizedTest
  @CsvSource({"8192, 422", "8193, 413", "1048576, 413"})
  void a_form_of_more_than_8_kilobytes_gets_a_413_however_it_is_sent(int bytes,
      int status) {
    String form = "username=" + "a".repeat(bytes - "username=".length());
    assertEquals(status, RawHttp.status(post("/login", form, "")));
    assertEquals(status, RawHttp.status(RawHttp.send(server.port(),
        "POST /login HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\n"
        + "Transfer-Encoding: chunked\r\n\r\n"
        + Integer.toHexString(form.length()) + "\r\n" + form
        + "\r\n0\r\n\r\n")));
  }

  @Test
  void missing_fields_get_hints() {
    assertEquals(422, RawHttp.status(post("/login", "", "")));
    assertEquals(422, RawHttp.status(post("/register", "", "")));
    assertEquals(422, RawHttp.status(post("/login", "{\"username\":\"jane\"}",
        "Content-Type: application/json")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"Content-Length: 100\r\n\r\nusername=jane",
      "Transfer-Encoding: chunked\r\n\r\nzz\r\n",
      "Transfer-Encoding: chunked\r\n\r\n5\r\nuser"})
  void a_form_that_ends_too_soon_gets_a_400(String rest) {
    String response = RawHttp.send(server.port(), "POST /login HTTP/1.1\r\n"
        + "Host: localhost\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\n" + rest);
    assertEquals(400, RawHttp.status(response), response);
  }

  @Test
  void logging_out_twice_at_once_is_not_an_error() throws Exception {
    for (int round = 0; round < 20; round++) {
      Browser browser = server.newBrowser();
      register(browser, "jane" + round, PASSWORD);
      List<Integer> responses = Concurrently.run(8, () -> {
        Browser same = server.newBrowser().withCookiesOf(browser);
        return Math.max(same.visits("/").statusCode(),
            same.submits("/logout").statusCode());
      });
      assertTrue(Collections.max(responses) < 400, responses.toString());
    }
  }

  @Test
  void an_unknown_charset_gets_a_400() {
    assertEquals(400, RawHttp.status(post("/login", "username=jane",
        "Content-Type: application/x-www-form-urlencoded; charset=nope")));
  }

  @Test
  void the_stylesheet_and_the_script_are_served() {
    Browser browser = server.newBrowser();
    assertEquals("text/css;charset=utf-8",
        browser.visits("/style.css").contentType());
    assertEquals("text/javascript;charset=utf-8",
        browser.visits("/register.js").contentType());
  }

  @Test
  void kills_under_load_lose_no_view(@TempDir Path data) throws Exception {
    new KillUnderLoad(App.class, data).run(step -> {
      Browser browser = new Browser(step.port());
      register(browser, "jane", PASSWORD);
      return browser;
    });
  }

  private String post(String path, String body, String header) {
    String type = header.isEmpty()
        ? "Content-Type: application/x-www-form-urlencoded" : header;
    return RawHttp.send(server.port(), "POST " + path + " HTTP/1.1\r\n"
        + "Host: localhost\r\nConnection: close\r\n" + type + "\r\n"
        + "Content-Length: " + body.length() + "\r\n\r\n" + body);
  }

  private static void assertSentTo(String path, int status, Response response) {
    assertEquals(status, response.statusCode(), response.asString());
    assertEquals(path, response.header("Location"));
  }

  private static void assertSees(String text, Browser browser) {
    String page = browser.sees("/");
    assertTrue(page.contains(text), page);
  }
}
