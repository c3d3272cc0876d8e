package viewcounter.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import spark.Request;
import spark.Service;
import spark.Session;
import viewcounter.launch.Settings;
import viewcounter.site.AccountForm;
import viewcounter.site.OtherSite;
import viewcounter.site.RemoteSite;
import viewcounter.site.Site;
import viewcounter.site.Window;
import viewcounter.testing.Browser;
import viewcounter.testing.Concurrently;
import viewcounter.web.WebServer;

/**
 * What people try first against a weakness, each with the attack that bypasses
 * it. Do not copy these: step 5 does it right.
 */
class WrongFixesTest {

  private final WebServer server =
      new WebServer(new Settings(0, Path.of("none")));
  private final Service http = server.http();
  private String url;

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void removing_script_tags_from_a_name_creates_new_ones() {
    http.get("/hello/:name", (request, response) ->
        "Hello " + request.params("name").replace("<script>", ""));
    assertEquals("Hello alert(1)", // so it looks right
        newBrowser().sees("/hello/%3Cscript%3Ealert(1)"));

    assertEquals("Hello <script>alert(1)",
        newBrowser().sees("/hello/%3Cscr%3Cscript%3Eipt%3Ealert(1)"));
    assertEquals("Hello <img src=x onerror=alert(1)>", newBrowser()
        .sees("/hello/%3Cimg%20src=x%20onerror=alert(1)%3E"));
  }

  @Test
  void SHA_256_hashes_are_guessed_for_all_users_at_once() throws Exception {
    Map<String, String> stolen = Map.of("jane", sha256("iloveyou"),
        "robert", sha256("iloveyou"), "zoë", sha256("correct horse"));
    assertFalse(stolen.containsValue("iloveyou")); // so it looks right

    List<String> wellKnown =
        List.of("password", "12345678", "iloveyou", "football");
    Map<String, String> guessed = new ConcurrentHashMap<>();
    for (String password : wellKnown) { // millions of these a second
      String hash = sha256(password);
      stolen.forEach((user, theirs) -> {
        if (theirs.equals(hash)) {
          guessed.put(user, password);
        }
      });
    }
    assertEquals(Map.of("jane", "iloveyou", "robert", "iloveyou"), guessed);
  }

  @Test
  void a_hidden_link_can_be_typed() {
    http.get("/", (request, response) ->
        isAdmin(request) ? "<a href=/delete-all>Delete all</a>" : "Welcome");
    http.get("/delete-all", (request, response) -> "All deleted");
    assertEquals("Welcome", newBrowser().sees("/")); // so it looks right

    assertEquals("All deleted", newBrowser().sees("/delete-all"));
  }

  private static boolean isAdmin(Request request) {
    return "admin".equals(request.session().attribute("user"));
  }

  @Test
  void a_session_that_is_emptied_at_login_keeps_its_planted_id() {
    http.get("/", (request, response) ->
        String.valueOf((String) request.session().attribute("user")));
    http.get("/login/:user", (request, response) -> {
      Session session = request.session();
      session.attributes().forEach(session::removeAttribute);
      session.attribute("user", request.params("user"));
      return "";
    });
    Browser mallory = newBrowser();
    mallory.sees("/login/mallory");
    Browser jane = newBrowser().withCookiesOf(mallory);
    jane.sees("/login/jane");
    assertEquals("jane", jane.sees("/")); // so it looks right

    assertEquals("jane", mallory.sees("/"));
  }

  @Test
  void a_session_tied_to_an_IP_address_locks_out_a_phone_on_a_train() {
    tieTo("X-Real-IP"); // the proxy says where a request comes from
    Browser phone = newBrowser().withHeader("X-Real-IP", "192.0.2.1");
    phone.sees("/login");
    assertEquals("jane", phone.sees("/"));
    Browser mallory = newBrowser().withCookiesOf(phone);
    mallory.withHeader("X-Real-IP", "203.0.113.9");
    assertEquals("Log in", mallory.sees("/")); // so it looks right

    phone.withHeader("X-Real-IP", "192.0.2.77"); // after the next tunnel
    assertEquals("Log in", phone.sees("/"));
    mallory.withHeader("X-Real-IP", "192.0.2.1"); // in the same Wi-Fi
    assertEquals("jane", mallory.sees("/"));
  }

  @Test
  void a_session_tied_to_the_User_Agent_stops_nobody_who_copies_that_too() {
    tieTo("User-Agent");
    Browser jane = newBrowser().withHeader("User-Agent", "Chrome/156");
    jane.sees("/login");
    assertEquals("jane", jane.sees("/"));
    Browser mallory = newBrowser().withCookiesOf(jane);
    mallory.withHeader("User-Agent", "curl/7.88");
    assertEquals("Log in", mallory.sees("/")); // so it looks right

    mallory.withHeader("User-Agent", "Chrome/156");
    assertEquals("jane", mallory.sees("/"));
    jane.withHeader("User-Agent", "Chrome/157"); // updated itself overnight
    assertEquals("Log in", jane.sees("/"));
  }

  /** Only who sends the same header as at the login is logged in. */
  private void tieTo(String header) {
    http.get("/login", (request, response) -> {
      request.session().attribute("seen", request.headers(header));
      return "";
    });
    http.get("/", (request, response) -> request.headers(header)
        .equals(request.session().attribute("seen")) ? "jane" : "Log in");
  }

  @Test
  void Secure_only_when_the_app_sees_HTTPS_is_never_set_behind_a_proxy() {
    http.get("/", (request, response) -> {
      response.cookie("/", "id", "x", -1, request.raw().isSecure(), true);
      return "";
    });
    http.get("/trusts", (request, response) -> {
      boolean secure = "https".equals(request.headers("X-Forwarded-Proto"));
      response.cookie("/", "id", "x", -1, secure, true);
      return "";
    });
    // The proxy speaks HTTPS with the browser, and HTTP with the app
    assertFalse(newBrowser().visits("/").detailedCookie("id").isSecured());

    // and if the app trusts a header instead, anybody can write it
    assertTrue(newBrowser().withHeader("X-Forwarded-Proto", "https")
        .visits("/trusts").detailedCookie("id").isSecured());
  }

  @Test
  void a_check_of_the_Referer_passes_requests_without_it_or_with_a_lookalike() {
    http.post("/logout", (request, response) -> {
      String from = request.headers("Referer");
      if (from != null && !from.startsWith("http://localhost")) {
        response.status(403); // none at all may be a privacy setting
        return "Rejected";
      }
      return "Logged out";
    });
    assertEquals("Rejected", newBrowser()
        .withHeader("Referer", "http://evil.example/").submits("/logout")
        .asString()); // so it looks right

    // <meta name=referrer content=no-referrer> is all that it takes
    assertEquals("Logged out", newBrowser().submits("/logout").asString());
    assertEquals("Logged out", newBrowser()
        .withHeader("Referer", "http://localhost.evil.example/")
        .submits("/logout").asString());
  }

  @Test
  void a_POST_instead_of_a_GET_can_be_sent_by_other_sites_too()
      throws Exception {
    Map<String, Boolean> in = new ConcurrentHashMap<>(Map.of("jane", true));
    http.get("/logout", (request, response) -> "Press the button");
    http.post("/logout", (request, response) -> in.put("jane", false));
    newBrowser().visits("/logout");
    assertTrue(in.get("jane")); // so it looks right

    AccountForm form = new AccountForm("post", "/logout", "/logout", Map.of());
    try (Site site = new RemoteSite(5, url());
        OtherSite other = OtherSite.thatSends(form, site);
        Window window = site.newWindow()) {
      window.opens(other.url());
      window.presses();
      assertFalse(in.get("jane"));
    }
  }

  @Test
  void an_account_that_is_locked_after_three_guesses_shuts_its_owner_out() {
    Map<String, Integer> wrong = new ConcurrentHashMap<>();
    http.get("/login/:user/:password", (request, response) -> {
      String user = request.params("user");
      if (wrong.getOrDefault(user, 0) >= 3) {
        return "Your account is locked";
      }
      if (!request.params("password").equals("s3cret")) {
        wrong.merge(user, 1, Integer::sum);
        return "Incorrect username or password";
      }
      return "Logged in";
    });
    assertEquals("Logged in", newBrowser().sees("/login/jane/s3cret"));

    for (int i = 0; i < 3; i++) {
      newBrowser().sees("/login/jane/anything");
    }
    assertEquals("Your account is locked",
        newBrowser().sees("/login/jane/s3cret"));
  }

  @Test
  void a_rate_limit_by_X_Forwarded_For_counts_made_up_IP_addresses() {
    Map<String, Integer> guesses = new ConcurrentHashMap<>();
    http.get("/login/:password", (request, response) -> {
      String from = request.headers("X-Forwarded-For");
      if (guesses.merge(from == null ? request.ip() : from, 1,
          Integer::sum) > 3) {
        return "Too many guesses";
      }
      return request.params("password").equals("99") ? "Logged in" : "Wrong";
    });
    Browser honest = newBrowser();
    for (int i = 0; i < 3; i++) {
      honest.sees("/login/" + i);
    }
    assertEquals("Too many guesses", honest.sees("/login/99"));

    Browser mallory = newBrowser();
    for (int i = 0; i < 99; i++) {
      mallory.withHeader("X-Forwarded-For", "192.0.2." + i)
          .sees("/login/" + i);
    }
    assertEquals("Logged in", mallory
        .withHeader("X-Forwarded-For", "192.0.2.99").sees("/login/99"));
  }

  @Test
  void a_log_out_that_only_clears_the_cookie_does_not_end_the_session() {
    http.get("/", (request, response) ->
        String.valueOf((String) request.session().attribute("user")));
    http.get("/login/:user", (request, response) -> {
      request.session().attribute("user", request.params("user"));
      return "";
    });
    http.get("/logout", (request, response) -> {
      response.removeCookie("/", "session_cookie");
      return "";
    });
    Browser jane = newBrowser();
    jane.sees("/login/jane");
    Browser thief = newBrowser().withCookiesOf(jane);
    jane.sees("/logout");
    assertNotEquals("jane", jane.sees("/")); // so it looks right

    assertEquals("jane", thief.sees("/"));
  }

  @Test
  void a_cookie_in_Base64_can_be_written_by_anybody() {
    Base64.Encoder base64 = Base64.getEncoder();
    http.get("/login/:user", (request, response) -> {
      response.cookie("/", "who", base64.encodeToString(
          request.params("user").getBytes(UTF_8)), -1, false);
      return "";
    });
    http.get("/", (request, response) -> new String(
        Base64.getDecoder().decode(request.cookie("who")), UTF_8));
    Browser jane = newBrowser();
    jane.sees("/login/jane");
    assertEquals("amFuZQ==", jane.cookies().get("who")); // unreadable?

    Browser mallory = newBrowser();
    mallory.cookies().put("who",
        base64.encodeToString("jane".getBytes(UTF_8)));
    assertEquals("jane", mallory.sees("/"));
  }

  @Test
  void an_id_that_is_the_hash_of_a_counter_can_be_guessed() throws Exception {
    int[] counter = {1000};
    Map<String, String> sessions = new ConcurrentHashMap<>();
    http.get("/login/:user", (request, response) -> {
      String id = sha256(String.valueOf(counter[0]++));
      sessions.put(id, request.params("user"));
      response.cookie("/", "id", id, -1, false);
      return "";
    });
    http.get("/", (request, response) -> sessions.get(request.cookie("id")));
    Browser jane = newBrowser();
    jane.sees("/login/jane");
    assertEquals(64, jane.cookies().get("id").length()); // so it looks right

    Browser mallory = newBrowser();
    mallory.cookies().put("id", sha256("1000"));
    assertEquals("jane", mallory.sees("/"));
  }

  @Test
  void checking_for_a_name_before_adding_it_gives_it_to_two_users()
      throws Exception {
    Map<String, String> users = new ConcurrentHashMap<>();
    CyclicBarrier unlucky = new CyclicBarrier(2);
    http.get("/create/:user/:password", (request, response) -> {
      if (users.get(request.params("user")) != null) {
        return "Taken";
      }
      unlucky.await(); // the hash takes its time, and another one looks
      users.put(request.params("user"), request.params("password"));
      return "Yours";
    });
    List<String> answers = Concurrently.run(2, () ->
        newBrowser().sees("/create/jane/mine"));
    assertEquals(List.of("Yours", "Yours"), answers);
    assertEquals("Taken", // so it looks right
        newBrowser().sees("/create/jane/mine"));
  }

  @Test
  void answers_that_differ_only_in_their_status_still_reveal_who_exists() {
    Map<String, String> users = Map.of("jane", "s3cret");
    http.get("/login/:user/:password", (request, response) -> {
      String password = users.get(request.params("user"));
      if (!request.params("password").equals(password)) {
        response.status(password == null ? 404 : 403);
        return "Incorrect username or password";
      }
      return "Logged in";
    });
    Browser mallory = newBrowser();
    List<String> texts = List.of("jane", "robert").stream()
        .map(user -> mallory.sees("/login/" + user + "/guess"))
        .distinct().toList();
    assertEquals(1, texts.size()); // so it looks right

    assertEquals(403, mallory.visits("/login/jane/guess").statusCode());
    assertEquals(404, mallory.visits("/login/robert/guess").statusCode());
  }

  private Browser newBrowser() {
    return new Browser(url());
  }

  /** Starts the server, once it has all its routes. */
  private synchronized String url() {
    if (url == null) {
      url = "http://localhost:" + server.start().port();
    }
    return url;
  }

  private static String sha256(String text) throws Exception {
    return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256")
        .digest(text.getBytes(UTF_8)));
  }
}
