package viewcounter.step5;

import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static viewcounter.step5.Forms.PASSWORD;
import static viewcounter.step5.Forms.logIn;
import static viewcounter.step5.Forms.register;

import io.restassured.response.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mindrot.jbcrypt.BCrypt;
import viewcounter.launch.StartupException;
import viewcounter.passwords.CountingHasher;
import viewcounter.passwords.TooManyHashesException;
import viewcounter.step4.User;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Browser;
import viewcounter.testing.Concurrently;
import viewcounter.testing.RawHttp;
import viewcounter.testing.Skip;
import viewcounter.testing.TestServer;

/**
 * The rows of SECURITY.md, as far as no attack shows them. Rows 12, 17 and 18
 * are nginx's, see NginxTest; row 36 needs a real browser, see ChromiumTest.
 */
class SecurityTest {

  private final AdjustableClock clock = new AdjustableClock();
  private final AtomicInteger hashings = new AtomicInteger();
  private volatile Runnable whileItHashes = () -> {};
  private final List<String> log = new CopyOnWriteArrayList<>();

  @RegisterExtension
  final TestServer server = new TestServer(
      settings -> App.start(settings, new Dependencies(
          new CountingHasher(5, hashings, () -> whileItHashes.run()), clock,
          log::add)));

  @Test
  void row_01_ids_have_256_random_bits() {
    Set<String> ids = IntStream.range(0, 200).parallel().mapToObj(i -> {
      Browser browser = server.newBrowser();
      register(browser, "user" + i);
      return idOf(browser);
    }).collect(toSet());
    assertEquals(200, ids.size());
    assertTrue(ids.stream().allMatch(id -> id.matches("[0-9a-f]{64}")));
  }

  @Test
  void row_02_a_login_has_a_new_id_and_the_old_one_no_longer_works() {
    Browser browser = server.newBrowser();
    register(browser, "jane");
    Browser old = server.newBrowser().withCookiesOf(browser);
    assertEquals(303, logIn(browser, "jane", PASSWORD).statusCode());
    assertLoggedOut(old);
    assertLoggedIn(browser);
  }

  @Test
  void row_06_an_unused_session_ends_after_30_minutes() {
    Browser browser = server.newBrowser();
    register(browser, "jane");
    clock.move(Duration.ofMinutes(29));
    assertLoggedIn(browser);
    clock.move(Duration.ofMinutes(29));
    assertLoggedIn(browser);
    clock.move(Duration.ofMinutes(31));
    assertLoggedOut(browser);
  }

  @Test
  void row_07_a_session_ends_after_12_hours_however_much_it_is_used() {
    Browser browser = server.newBrowser();
    register(browser, "jane");
    for (int minutes = 0; minutes < 12 * 60 - 29; minutes += 29) {
      assertLoggedIn(browser);
      clock.move(Duration.ofMinutes(29));
    }
    assertLoggedIn(browser);
    clock.move(Duration.ofMinutes(29));
    assertLoggedOut(browser);
  }

  @Test
  void row_08_the_cookie_is_for_this_host_for_HTTPS_and_not_for_scripts() {
    List<String> cookies = register(server.newBrowser(), "jane").headers()
        .getValues("Set-Cookie");
    assertEquals(2, cookies.size(), cookies.toString());
    for (String each : List.of("session=[0-9a-f]{64}; Path=/; Secure; HttpOnly;"
        + " SameSite=Lax", "device=[0-9a-f]{32}; Path=/; Max-Age=15552000;"
        + " Secure; HttpOnly; SameSite=Strict")) {
      assertTrue(cookies.stream().anyMatch(cookie ->
          cookie.matches("__Host-" + each)), cookies.toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Sec-Fetch-Site: cross-site",
      "Sec-Fetch-Site: same-site", "Sec-Fetch-Site: none", "Origin: null",
      "Origin: http://localhost:1", "Sec-Fetch-Site: none\r\nOrigin: null",
      "Sec-Fetch-Site: same-origin\r\nOrigin: http://localhost:1"})
  void row_10_a_POST_from_another_site_is_rejected(String headers) {
    Browser browser = server.newBrowser();
    register(browser, "jane");
    for (String path : List.of("/login", "/register", "/logout")) {
      String answer = post(path, "username=jane&password=correct+horse"
          + "&repeated=correct+horse", headers,
          "Cookie: " + App.SESSIONS.cookie() + "=" + idOf(browser));
      assertEquals(403, RawHttp.status(answer), answer);
      assertFalse(answer.contains("Set-Cookie"));
    }
    assertLoggedIn(browser);
  }

  @Test
  void row_10_a_POST_from_this_site_is_served() {
    for (String header : List.of("Sec-Fetch-Site: same-origin",
        "Origin: http://localhost:1", "X: y", "Sec-Fetch-Site: same-origin"
            + "\r\nOrigin: http://localhost:1")) {
      String answer = post("/logout", "", header, "Host: localhost:1");
      assertEquals(303, RawHttp.status(answer), header);
    }
    assertTrue(RawHttp.get(server.port(), "/login",
        "Sec-Fetch-Site: cross-site")
        .contains("<h1>Log in</h1>"));
  }

  @ParameterizedTest
  @CsvSource({"true, https, 303", "true, http, 403", "false, http, 303",
      "false, https, 403"})
  void row_10_behind_a_proxy_the_origin_of_this_site_is_HTTPS(
      boolean proxy, String scheme, int status) throws Exception {
    String host = "Host: localhost:1";
    String origin = "Origin: " + scheme + "://localhost:1";
    assertEquals(status, RawHttp.status(proxy
        ? postFrom("192.0.2.1", "/logout", "", host, origin)
        : post("/logout", "", host, origin)));
  }

  @Test
  void row_10_a_new_route_is_protected_automatically() {
    server.running().http().post("/new", (request, response) -> "done");
    assertEquals(403,
        RawHttp.status(post("/new", "", "Sec-Fetch-Site: cross-site")));
    String answer = post("/new", "", "Sec-Fetch-Site: same-origin");
    assertTrue(answer.contains("done"), answer);
    assertHasHeaders(answer);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/", "/login", "/register", "/logout", "/nope",
      "/%zz", "/style.css", "/?" + "{}"})
  void row_13_to_15_headers_go_with_every_response(String path) {
    assertHasHeaders(RawHttp.get(server.port(), path));
    Browser browser = server.newBrowser();
    register(browser, "jane");
    assertHasHeaders(RawHttp.get(server.port(), path,
        "Cookie: " + App.SESSIONS.cookie() + "=" + idOf(browser)));
  }

  @Test
  void row_13_to_15_headers_go_with_responses_to_malformed_requests_too() {
    assertHasHeaders(RawHttp.send(server.port(), "nonsense\r\n\r\n"));
    assertHasHeaders(RawHttp.get(server.port(), "/", "X: " + "a".repeat(9000)));
    assertHasHeaders(post("/login", "a".repeat(9000)));
  }

  @Test
  void row_16_log_out_deletes_the_cookie_and_asks_to_clear_the_caches() {
    Browser browser = server.newBrowser();
    register(browser, "jane");
    Response answer = browser.submits("/logout");
    assertEquals("\"cache\", \"storage\"", answer.header("Clear-Site-Data"));
    assertNull(idOf(browser), "It has not expired");
    for (String part : List.of("__Host-session=;", " Path=/;", " Secure")) {
      assertTrue(answer.header("Set-Cookie").contains(part), part);
    }
  }

  @Test
  void row_19_a_form_shows_what_was_typed() {
    String evil = "\"><script>alert('&amp;')</script>";
    for (Response page : List.of(
        logIn(server.newBrowser(), evil, "x"),
        server.newBrowser().submits("/register", "username", evil))) {
      assertTrue(page.asString().contains(
          "value=\"&quot;&gt;&lt;script&gt;alert(&#39;&amp;amp;&#39;)"),
          page.asString());
    }
  }

  @Test
  void row_20_a_login_finds_a_name_however_it_is_typed() {
    assertEquals(303, register(server.newBrowser(), "Zoë").statusCode());
    for (String name : List.of("zoë", " ZOË ", "Zoe\u0308")) {
      assertEquals(303,
          logIn(server.newBrowser(), name, PASSWORD).statusCode());
    }
  }

  @ParameterizedTest
  @CsvSource({"7, 422", "8, 303", "64, 303", "72, 303", "73, 422"})
  void row_21_and_22_a_password_has_8_characters_to_72_bytes(
      int length, int status) {
    String password = "ab3".repeat(30).substring(0, length);
    assertEquals(status,
        register(server.newBrowser(), "jane", password).statusCode());
    if (status == 303) {
      assertEquals(422, logIn(server.newBrowser(), "jane",
          password.substring(1)).statusCode());
      assertEquals(422, logIn(server.newBrowser(), "jane",
          password + "x").statusCode());
      assertEquals(303,
          logIn(server.newBrowser(), "jane", password).statusCode());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"four words and spaces", "ŝpecïal 🍋🍋🍋",
      "nodigitsnocapitals"})
  void row_23_a_password_may_have_any_characters(String password) {
    register(server.newBrowser(), "jane", password);
    assertEquals(303,
        logIn(server.newBrowser(), "jane", password).statusCode());
  }

  @Test
  void row_25_password_fields_help_a_password_manager() {
    String login = server.newBrowser().sees("/login");
    assertTrue(login.contains("type=\"password\""));
    assertTrue(login.contains("autocomplete=\"username\""));
    assertTrue(login.contains("autocomplete=\"current-password\""));
    String register = server.newBrowser().sees("/register");
    assertEquals(2, register.split("autocomplete=\"new-password\"").length - 1);
    assertFalse((login + register).contains("onpaste"));
    assertFalse((login + register).contains("maxlength"));
  }

  @Test
  void row_26_a_weak_hash_is_replaced() {
    register(server.newBrowser(), "jane");
    String weak = BCrypt.hashpw(PASSWORD, BCrypt.gensalt(4));
    withUsers(users -> users.update("jane", user ->
        user.withHash(user.hash(), weak)));
    assertEquals(422,
        logIn(server.newBrowser(), "jane", "wrong horse").statusCode());
    assertEquals(weak, hashOf("jane"));
    assertEquals(303,
        logIn(server.newBrowser(), "jane", PASSWORD).statusCode());
    assertTrue(hashOf("jane").startsWith("$2a$05$"));
    assertEquals(303,
        logIn(server.newBrowser(), "jane", PASSWORD).statusCode());
  }

  @Test
  void row_26_a_rehash_does_not_bring_back_a_changed_password() {
    register(server.newBrowser(), "jane");
    String weak = BCrypt.hashpw(PASSWORD, BCrypt.gensalt(4));
    withUsers(users -> users.update("jane", user ->
        user.withHash(user.hash(), weak)));
    hashings.set(0);
    Set<String> before = hashesInTheFiles();
    Set<String> changed = ConcurrentHashMap.newKeySet();
    whileItHashes = () -> {
      if (hashings.get() == 1) { // it was right, and is hashed once more
        whileItHashes = () -> {};
        logIn(server.newBrowser(), "jane", PASSWORD); // changes the hash
        changed.addAll(hashesInTheFiles());
        changed.removeAll(before);
      }
    };
    assertEquals(303,
        logIn(server.newBrowser(), "jane", PASSWORD).statusCode());
    assertEquals(changed, Set.of(hashOf("jane")));
  }

  @ParameterizedTest
  @ValueSource(strings = {
      "$2b$10$072oy1Y6CWvix3.ru.VnWeKFhCuvaUtpZcX66TjvFRzDLXF4m25le",
      "$2y$05$1HYUlbvR5sCPReyqtNmppuUPLkChnLyS.xIju2cwVo5DaPtmu4P7a",
      "{bcrypt}$2a$10$j0Rsnc8pnIumfddEbxNbEuA63Ugt/fMdVD27nik8l.IdFwakroXXS"})
  void row_43_a_hash_of_another_system_is_accepted_and_replaced(String hash) {
    withUsers(users -> users.add("jane", new User("jane", hash, 7)));
    assertEquals(422,
        logIn(server.newBrowser(), "jane", "wrong horse").statusCode());
    assertEquals(hash, hashOf("jane"));
    Browser browser = server.newBrowser();
    assertEquals(303, logIn(browser, "jane", PASSWORD).statusCode());
    assertTrue(browser.sees("/").contains("8 views"));
    assertTrue(hashOf("jane").matches("\\$2a\\$(05|10)\\$.{53}"));
    assertEquals(303,
        logIn(server.newBrowser(), "jane", PASSWORD).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "correct horse", "{noop}correct horse",
      "$2a$17$Pq/q/ZUxsHjFtXnlBn2QduPMZsnNOLEVVJHe/t6EvpiRHQU0kbygG"})
  void row_43_a_hash_that_cannot_be_read_is_like_a_wrong_password(String hash) {
    withUsers(users -> users.add("jane", new User("jane", hash, 7)));
    Response unreadable = logIn(server.newBrowser(), "jane", PASSWORD);
    Response unknown = logIn(server.newBrowser(), "noone", PASSWORD);
    assertEquals(422, unreadable.statusCode());
    assertEquals(unreadable.asString(),
        unknown.asString().replace("noone", "jane"));
    assertEquals(hash, hashOf("jane"));
  }

  @Test
  void row_29_guesses_are_slowed_down_and_the_owner_still_gets_in()
      throws Exception {
    register(server.newBrowser(), "jane");
    hashings.set(0);
    List<Integer> answers = Concurrently.run(30, () ->
        RawHttp.status(guess("jane", "192.0.2.1", "wrong")));
    assertEquals(10, Collections.frequency(answers, 422));
    assertEquals(20, Collections.frequency(answers, 429));
    assertEquals(10, hashings.get());

    String answer = guess("jane", "192.0.2.1", "correct+horse");
    assertEquals(429, RawHttp.status(answer));
    assertTrue(answer.contains("\r\nRetry-After: 30\r\n"), answer);
    assertTrue(answer.contains("Please wait 30 seconds"), answer);
    assertEquals(303, RawHttp.status(
        guess("jane", "192.0.2.2", "correct+horse")));
    clock.move(Duration.ofSeconds(30));
    assertEquals(422, RawHttp.status(guess("jane", "192.0.2.1", "wrong")));
    assertEquals(429, RawHttp.status(guess("jane", "192.0.2.1", "wrong")));
  }

  @Test
  void row_29_the_owner_gets_in_where_they_signed_up() throws Exception {
    register(server.newBrowser(), "jane");
    for (int i = 0; i < 20; i++) {
      guessTimes(10, "jane", "198.51.100." + i);
    }
    assertEquals(429, RawHttp.status(
        guess("jane", "192.0.2.1", "correct+horse")));
    assertEquals(303, logIn(server.newBrowser(), "jane", PASSWORD)
        .statusCode());
  }

  @Test
  void row_30_only_the_proxy_says_where_a_request_comes_from() {
    for (String secret : List.of("X: y", "X-Proxy-Secret: guessed",
        "X-Proxy-Secret:")) {
      post("/login", "username=jane&password=x", secret,
          "X-Real-IP: 192.0.2.9", "X-Forwarded-For: 192.0.2.9",
          "Forwarded: for=192.0.2.9", "X-Forwarded-Proto: https");
    }
    assertEquals(4, log.size());
    assertTrue(log.get(0).startsWith("WARNING: a proxy does not send the"
        + " secret of "), log.get(0));
    log.subList(1, 4).forEach(line ->
        assertTrue(line.endsWith("address=127.0.0.1"), line));
  }

  @Test
  void row_31_credentials_come_in_the_body_only_and_once_each() {
    register(server.newBrowser(), "jane");
    assertEquals(400, RawHttp.status(post(
        "/login?username=jane&password=correct+horse", "")));
    assertEquals(400, RawHttp.status(post("/login?username=jane",
        "password=correct+horse")));
    assertEquals(400, RawHttp.status(post("/register?x", "")));
    for (String path : List.of("/login", "/register")) {
      assertEquals(400, RawHttp.status(post(path,
          "username=jane&password=x&password=correct+horse")));
    }
  }

  @ParameterizedTest
  @CsvSource({"GET, /%zz, 400", "POST, /, 405", "TRACE, /login, 405",
      "DELETE, /logout, 405"})
  void row_32_and_33_an_error_is_a_plain_page_and_few_methods_are_served(
      String method, String path, int status) {
    String answer = RawHttp.send(server.port(), method + " " + path
        + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    assertEquals(status, RawHttp.status(answer), answer);
    assertTrue(answer.contains("<h1>" + status + " "), answer);
    for (String word : List.of("Jetty", "Server:", "java", "Exception")) {
      assertFalse(answer.contains(word), answer);
    }
  }

  @Test
  void row_32_an_internal_error_is_a_plain_page() {
    server.running().http().get("/fails", (request, response) -> {
      throw new IllegalArgumentException("secret");
    });
    server.running().http().get("/breaks", (request, response) -> {
      throw new StackOverflowError("secret");
    });
    for (String path : List.of("/fails", "/breaks")) {
      String answer = RawHttp.get(server.port(), path);
      assertEquals(500, RawHttp.status(answer), answer);
      assertTrue(answer.contains("<h1>500 "), answer);
      assertFalse(answer.contains("secret"), answer);
      assertFalse(answer.contains("Exception"), answer);
      assertHasHeaders(answer);
    }
  }

  @Test
  void row_34_security_events_are_logged_without_secrets_and_line_breaks() {
    Browser browser = server.newBrowser();
    register(browser, "Jane");
    logIn(browser, "jane", "wrong horse");
    logIn(browser, "correct horse\r\nin the wrong field", "x");
    logIn(browser, "jane", PASSWORD);
    String id = idOf(browser);
    browser.submits("/logout");
    assertEquals(List.of(
        "signup user=\"jane\" address=127.0.0.1",
        "login failed user=\"jane\" address=127.0.0.1",
        "login failed user=unknown address=127.0.0.1",
        "login user=\"jane\" address=127.0.0.1",
        "logout user=\"jane\" address=127.0.0.1"), logged().toList());
    assertFalse(log.toString().contains("horse"));
    assertFalse(log.toString().contains(id));
  }

  @Test
  void row_34_rejections_are_logged_too() throws Exception {
    register(server.newBrowser(), "jane");
    log.clear();
    post("/new", "", "Sec-Fetch-Site: cross-site");
    register(server.newBrowser(), "Jane");
    for (int i = 0; i < 11; i++) {
      guess("jane", "192.0.2.1", "correct-horse");
    }
    server.running().http().get("/busy", (request, response) -> {
      throw new TooManyHashesException();
    });
    server.newBrowser().visits("/busy");
    server.newBrowser().visits("/nope");
    assertEquals(List.of(
        "cross-site request user=unknown address=127.0.0.1",
        "signup failed user=unknown address=127.0.0.1",
        "login limited user=unknown address=192.0.2.1",
        "overload user=unknown address=127.0.0.1"),
        logged().filter(line -> !line.startsWith("login failed")).toList());
  }

  @Test
  void row_34_nobody_can_fill_the_log_by_logging_out() {
    Browser browser = server.newBrowser();
    register(browser, "jane");
    for (int i = 0; i < 3; i++) {
      browser.submits("/logout");
    }
    assertEquals(List.of("signup user=\"jane\" address=127.0.0.1",
        "logout user=\"jane\" address=127.0.0.1"), logged().toList());
  }

  private Stream<String> logged() {
    return log.stream().map(line -> line.replaceFirst("^\\S+Z ", ""));
  }

  @ParameterizedTest
  @CsvSource({"Zo\u00EB and horse, Zoe\u0308 and horse",
      "Zoe\u0308 and horse, Zo\u00EB and horse"})
  void row_37_a_password_is_the_same_on_every_keyboard(String here,
      String elsewhere) {
    assertEquals(303,
        register(server.newBrowser(), "jane", here).statusCode());
    assertEquals(303,
        logIn(server.newBrowser(), "jane", elsewhere).statusCode());
    assertEquals(422, logIn(server.newBrowser(), "jane",
        "Zoe and horse").statusCode());
  }

  @Test
  void row_38_all_of_an_IPv6_network_counts_as_one_client() throws Exception {
    for (int i = 1; i <= 10; i++) {
      guessTimes(1, "jane", "2001:db8:0:7::" + i);
    }
    assertEquals(429, RawHttp.status(
        guess("jane", "2001:db8:0:7:ffff::1", "wrong")));
    assertEquals(422, RawHttp.status(
        guess("jane", "2001:db8:0:8::1", "wrong")));
  }

  @Test
  void row_39_names_do_not_differ_only_in_the_direction_of_writing() {
    assertEquals(303,
        register(server.newBrowser(), "\u05D01").statusCode());
    assertEquals(422,
        register(server.newBrowser(), "1\u05D0").statusCode());
  }

  @Test
  void row_40_a_guess_that_was_not_checked_costs_nothing() throws Exception {
    register(server.newBrowser(), "jane");
    whileItHashes = () -> {
      throw new TooManyHashesException();
    };
    for (int i = 0; i < 30; i++) {
      assertEquals(503, RawHttp.status(guess("jane", "192.0.2.1", "wrong")));
    }
    whileItHashes = () -> {};
    assertEquals(303, RawHttp.status(
        guess("jane", "192.0.2.1", "correct+horse")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"q=\"a; ID", "__host-session=theirs; ID",
      "__Host-session=; ID", "ID; ID", "a=b;ID;__HOST-SESSION=theirs"})
  void row_42_other_programs_cookies_do_not_hide_ours(String cookies) {
    Browser browser = server.newBrowser();
    register(browser, "jane");
    String own = App.SESSIONS.cookie() + "=" + idOf(browser);
    assertEquals(200, RawHttp.status(RawHttp.get(server.port(), "/",
        "Cookie: " + cookies.replace("ID", own))));
    assertEquals(200, RawHttp.status(RawHttp.get(server.port(), "/",
        "Cookie: " + "other=0123456789; ".repeat(1000) + own)));
  }

  @Test
  void row_42_nor_do_they_lock_anybody_out() {
    String two = RawHttp.get(server.port(), "/login",
        "Cookie: __Host-session=1; __Host-session=2");
    assertEquals(400, RawHttp.status(two));
    assertTrue(two.contains("\r\nSet-Cookie: __Host-session=; Path=/;"
        + " Max-Age=0; Secure\r\n"), two);
    assertTrue(two.contains("reload the page"), two);
    assertHasHeaders(two);
    String large = RawHttp.get(server.port(), "/login",
        "Cookie: " + "other=0123456789; ".repeat(5000));
    assertEquals(431, RawHttp.status(large));
    assertTrue(large.contains("Delete the cookies of this site"), large);
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET /login HTTP/1.1\r\nHost: evil.example",
      "GET /nope HTTP/1.1\r\nHost: evil.example", "GET /login HTTP/1.0",
      "GET http://evil.example/login HTTP/1.1\r\nHost: evil.example",
      "GET http://evil.example/login HTTP/1.1\r\nHost: localhost",
      "GET http://localhost/login HTTP/1.1\r\nHost: evil.example",
      "GET /login HTTP/1.1\r\nHost: localhost\r\nHost: evil.example"})
  void row_46_a_request_for_another_site_is_rejected(String request) {
    String answer = RawHttp.send(server.port(),
        request + "\r\nConnection: close\r\n\r\n");
    int status = RawHttp.status(answer);
    assertTrue(status == 421 || status == 400, answer); // 400: they differ
    assertTrue(answer.contains("<h1>" + status + " "), answer);
    assertHasHeaders(answer);
  }

  @Test
  void row_46_the_proxy_may_ask_for_any_name_which_it_has_checked()
      throws Exception {
    assertEquals(422, RawHttp.status(postFrom("192.0.2.1", "/login", "",
        "Host: views.example")));
    assertEquals(421, RawHttp.status(post("/login", "",
        "Host: views.example", "X-Proxy-Secret: guessed")));
    assertTrue(log.toString().contains(" wrong host "), log.toString());
    assertTrue(log.toString().contains("WARNING: a proxy"), log.toString());
  }

  @ParameterizedTest
  @CsvSource({"'', rwxrwxrwx", "lock, rw-rw-rw-",
      "proxy-secret, rw-r--r--"})
  void row_45_what_others_can_write_to_or_a_secret_they_can_read_is_not_used(
      String file, String permissions) throws IOException {
    Skip.evenOnCiUnless(FileSystems.getDefault()
        .supportedFileAttributeViews().contains("posix"),
        "This system has no POSIX permissions");
    server.stop();
    Files.setPosixFilePermissions(server.data().resolve(file),
        PosixFilePermissions.fromString(permissions));
    assertTrue(assertThrows(StartupException.class, () -> {
      Store.open(server.data()).close();
      new Proxy(server.data(), log::add);
    }).getMessage().startsWith("Other users can "));
    Files.setPosixFilePermissions(server.data().resolve(file),
        PosixFilePermissions.fromString("rwx------"));
    server.start();
  }

  private void withUsers(Consumer<Table<User>> action) {
    server.stop();
    try (Store store = Store.open(server.data())) {
      action.accept(store.table("users", User.class));
    }
    server.start();
  }

  private Set<String> hashesInTheFiles() {
    try {
      return Pattern.compile("\\$2a\\$05\\$[./A-Za-z0-9]{53}")
          .matcher(server.stolenData()).results()
          .map(MatchResult::group).collect(toSet());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String hashOf(String user) {
    AtomicReference<String> hash = new AtomicReference<>();
    withUsers(users -> hash.set(users.get(user).hash()));
    return hash.get();
  }

  private String guess(String name, String address, String password)
      throws Exception {
    return postFrom(address, "/login",
        "username=" + name + "&password=" + password);
  }

  private void guessTimes(int times, String name, String address)
      throws Exception {
    for (int i = 0; i < times; i++) {
      assertEquals(422, RawHttp.status(guess(name, address, "wrong")));
    }
  }

  private String postFrom(String address, String path, String body,
      String... headers) throws Exception {
    return post(path, body, "X-Real-IP: " + address + "\r\nX-Proxy-Secret: "
        + Files.readString(server.data().resolve("proxy-secret"))
        + String.join("", Stream.of(headers).map("\r\n"::concat).toList()));
  }

  private String post(String path, String body, String... headers) {
    String host = String.join("\r\n", headers).contains("Host: ") ? ""
        : "Host: localhost:" + server.port() + "\r\n";
    return RawHttp.send(server.port(), "POST " + path + " HTTP/1.1\r\n" + host
        + "Connection: close\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\n"
        + "Content-Length: " + body.length() + "\r\n"
        + String.join("\r\n", headers) + (headers.length > 0 ? "\r\n" : "")
        + "\r\n" + body);
  }

  private static String idOf(Browser browser) {
    return browser.cookies().get(App.SESSIONS.cookie());
  }

  private void assertLoggedIn(Browser browser) {
    assertEquals(200, browser.visits("/").statusCode());
  }

  private static void assertLoggedOut(Browser browser) {
    Response answer = browser.visits("/");
    assertEquals(302, answer.statusCode());
    assertEquals("/login", answer.header("Location"));
  }

  private static void assertHasHeaders(String answer) {
    for (Map.Entry<String, String> header : Pages.HEADERS.entrySet()) {
      assertTrue(answer.contains("\r\n" + header.getKey() + ": "
          + header.getValue() + "\r\n"), header.getKey() + " in " + answer);
    }
    for (String part : List.of("default-src 'none'", "object-src 'none'",
        "base-uri 'none'", "frame-ancestors 'none'")) {
      assertTrue(answer.contains(part));
    }
    assertFalse(answer.contains("unsafe-inline"));
  }
}
