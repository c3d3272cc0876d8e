package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static viewcounter.step5.Forms.PASSWORD;
import static viewcounter.step5.Forms.logIn;
import static viewcounter.step5.Forms.register;

import io.restassured.response.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.binding.DeviceKey;
import viewcounter.passwords.BcryptHasher;
import viewcounter.store.StoreDump;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Browser;
import viewcounter.testing.TestServer;

/** A session that is bound to Jane's browser, whose key Java has made. */
class DeviceBindingTest {

  private static final String BOUND = "__Host-bound";

  private final AdjustableClock clock = new AdjustableClock();
  private final Queue<String> log = new ConcurrentLinkedQueue<>();

  @RegisterExtension
  final TestServer server = new TestServer(settings -> App.start(settings,
      new Dependencies(new BcryptHasher(4), clock, log::add)));

  private final DeviceKey key = new DeviceKey();

  @Test
  void a_login_offers_a_binding_and_no_later_response_does() {
    Browser jane = server.newBrowser();
    for (Response answer : List.of(register(jane, "jane"),
        logIn(jane, "jane", PASSWORD))) {
      assertTrue(answer.header("Secure-Session-Registration").matches(
          "\\(ES256\\);path=\"/binding/register\";challenge=\"\\d+\\.\\w+\""),
          answer.headers().toString());
    }
    for (String path : List.of("/", "/login", "/style.css", "/logout")) {
      assertNull(jane.visits(path).header("Secure-Session-Registration"));
    }
    assertNull(logIn(jane, "jane", "wrong")
        .header("Secure-Session-Registration"));
  }

  @Test
  void a_browser_that_registers_gets_a_cookie_and_the_instructions() {
    Browser jane = server.newBrowser();
    Response answer = key.register(jane, register(jane, "jane"));
    assertEquals(200, answer.statusCode());
    assertTrue(answer.header("Set-Cookie").matches(BOUND + "=[0-9a-f]{64};"
        + " Max-Age=280; Path=/; Secure; HttpOnly; SameSite=Lax"),
        answer.header("Set-Cookie"));
    assertTrue(answer.contentType().startsWith("application/json"));
    assertEquals("/binding/refresh", answer.path("refresh_url"));
    assertEquals(false, answer.path("scope.include_site"));
    assertEquals(BOUND, answer.path("credentials[0].name"));
    assertEquals("Path=/; Secure; HttpOnly; SameSite=Lax",
        answer.path("credentials[0].attributes"));
  }

  @Test
  void row_47_the_owner_goes_on_and_copied_cookies_die_within_five_minutes() {
    Browser jane = bound();
    Browser thief = server.newBrowser().withCookiesOf(jane);
    clock.move(Duration.ofMinutes(4));
    assertLoggedIn(thief);
    assertLoggedIn(jane);
    clock.move(Duration.ofSeconds(50)); // ten more are for slow networks
    assertRejected(thief);
    assertEquals(200, key.refresh(jane).statusCode());
    assertLoggedIn(jane);
    assertRejected(thief);
  }

  @Test
  void a_copied_cookie_dies_with_the_next_renewal_after_ten_seconds() {
    Browser jane = bound();
    Browser thief = server.newBrowser().withCookiesOf(jane);
    assertEquals(200, key.refresh(jane).statusCode());
    clock.move(Duration.ofSeconds(9));
    assertLoggedIn(server.newBrowser().withCookiesOf(thief));
    clock.move(Duration.ofSeconds(1));
    assertRejected(thief);
    assertLoggedIn(jane);
  }

  @Test
  void a_renewal_does_not_revive_a_cookie_that_has_expired() {
    Browser jane = bound();
    Browser thief = server.newBrowser().withCookiesOf(jane);
    clock.move(Duration.ofMinutes(6));
    assertEquals(200, key.refresh(jane).statusCode());
    assertRejected(thief);
    assertLoggedIn(jane);
  }

  @Test
  void the_cookie_of_the_session_alone_is_worth_nothing() {
    Browser jane = bound();
    Browser thief = server.newBrowser().withCookiesOf(jane);
    thief.cookies().remove(BOUND);
    assertRejected(thief);
    thief.cookies().put(BOUND, "0".repeat(64));
    assertRejected(thief);
    thief.cookies().put("other", jane.cookies().get(BOUND));
    assertRejected(thief);
    assertLoggedIn(jane);
  }

  @Test
  void row_47_nor_is_it_beside_an_empty_one() {
    Browser jane = bound();
    String name = App.SESSIONS.cookie();
    assertEquals(401, server.newBrowser().withHeader("Cookie", name + "=; "
        + name + "=" + jane.cookies().get(name)).visits("/").statusCode());
  }

  @Test
  void a_cookie_of_the_same_name_from_another_program_does_no_harm() {
    Browser jane = bound();
    StringBuilder cookies = new StringBuilder(BOUND + "=planted");
    jane.cookies().forEach((name, value) ->
        cookies.append("; ").append(name).append('=').append(value));
    assertEquals(200, server.newBrowser()
        .withHeader("Cookie", cookies.toString()).visits("/").statusCode());
  }

  @Test
  void row_47_a_thief_without_the_key_cannot_renew_the_cookie() {
    Browser jane = bound();
    Browser thief = server.newBrowser().withCookiesOf(jane);
    Response asked = key.ask(thief, null);
    assertEquals(403, asked.statusCode());
    assertTrue(asked.header("Secure-Session-Challenge")
        .endsWith("\";id=\"" + key.name() + "\""));
    String challenge = DeviceKey.challengeIn(asked);
    DeviceKey other = new DeviceKey().named(key.name());
    for (String proof : List.of(other.proof(challenge),
        other.registration(challenge), key.proof("made up"), "x")) {
      Response refused = key.ask(thief, proof);
      assertEquals(403, refused.statusCode(), proof);
      assertNotNull(refused.header("Secure-Session-Challenge"));
      assertNull(refused.header("Set-Cookie"));
    }
    assertEquals(200, key.ask(jane, key.proof(challenge)).statusCode());
  }

  @Test
  void no_proof_works_twice_and_none_after_five_minutes() {
    Browser jane = bound();
    String proof = key.proof(DeviceKey.challengeIn(key.ask(jane, null)));
    String late = key.proof(DeviceKey.challengeIn(key.ask(jane, null)));
    assertEquals(200, key.ask(jane, proof).statusCode());
    assertEquals(403, key.ask(jane, proof).statusCode());
    assertEquals(403, key.ask(jane, late).statusCode());
    late = key.proof(DeviceKey.challengeIn(key.ask(jane, null)));
    clock.move(Duration.ofMinutes(5));
    assertEquals(403, key.ask(jane, late).statusCode());
    assertEquals(200, key.refresh(jane).statusCode());
  }

  @Test
  void row_47_nor_register_a_key() {
    Browser jane = server.newBrowser();
    Response login = register(jane, "jane");
    Browser thief = server.newBrowser().withCookiesOf(jane);
    DeviceKey other = new DeviceKey();
    assertEquals(400, registers(thief, other.registration("1.x")));
    assertEquals(400, registers(thief, "x"));
    String challenge = DeviceKey.challengeIn(login);
    assertEquals(400, registers(jane, key.registration(challenge)
        .replaceFirst("[^.]+$", other.registration(challenge).split("\\.")[2])));
    assertEquals(200, key.register(jane, login).statusCode());
    assertEquals(400, other.register(thief, login).statusCode());
    assertEquals(400, registers(thief, other.registration(
        DeviceKey.challengeIn(key.ask(thief, null)))));
    assertEquals(200, key.refresh(jane).statusCode());
  }

  @Test
  void a_challenge_is_for_one_session_and_for_five_minutes() {
    Browser mallory = server.newBrowser();
    Response hers = register(mallory, "mallory");
    Browser jane = server.newBrowser();
    Response login = register(jane, "jane");
    assertEquals(400, key.register(jane, hers).statusCode());
    assertEquals(400, key.register(server.newBrowser(), login).statusCode());
    clock.move(Duration.ofMinutes(5));
    assertEquals(400, key.register(jane, login).statusCode());
    assertNull(jane.cookies().get(BOUND));
    assertLoggedIn(jane);
  }

  @Test
  void a_session_that_has_ended_cannot_be_bound() {
    Browser jane = server.newBrowser();
    Response login = register(jane, "jane");
    Browser old = server.newBrowser().withCookiesOf(jane);
    logIn(jane, "jane", PASSWORD);
    assertEquals(400, key.register(old, login).statusCode());
  }

  @Test
  void the_headers_may_have_the_quotes_of_the_draft() {
    Browser jane = bound();
    String challenge = DeviceKey.challengeIn(key.ask(jane, null));
    assertEquals(200, key.named('"' + key.name() + '"')
        .ask(jane, '"' + key.proof(challenge) + '"').statusCode());
  }

  private static int registers(Browser browser, String token) {
    return browser.submitsAsItIs("/binding/register", "",
        "Secure-Session-Response: " + token).statusCode();
  }

  @Test
  void a_browser_that_never_got_the_cookie_does_not_need_it() {
    Browser before = server.newBrowser();
    Response login = register(before, "jane");
    Browser lost = server.newBrowser().withCookiesOf(before);
    assertEquals(200, key.register(lost, login).statusCode());
    server.restart(); // before the response arrived
    Browser jane = server.newBrowser().withCookiesOf(before);
    assertLoggedIn(jane);
    clock.move(Duration.ofMinutes(6));
    assertLoggedIn(jane);
    assertEquals(400, key.register(jane, login).statusCode());
    assertLoggedIn(jane);
  }

  @Test
  void a_browser_that_renews_it_first_needs_it_from_then_on() {
    Browser jane = server.newBrowser();
    key.register(jane, register(jane, "jane"));
    Browser thief = server.newBrowser().withCookiesOf(jane);
    thief.cookies().remove(BOUND);
    assertLoggedIn(thief);
    assertEquals(200, key.refresh(jane).statusCode());
    assertRejected(thief);
  }

  @Test
  void a_restart_changes_nothing() {
    Browser before = bound();
    String challenge = DeviceKey.challengeIn(key.ask(before, null));
    server.restart();
    Browser jane = server.newBrowser().withCookiesOf(before);
    assertLoggedIn(jane);
    assertEquals(200, key.ask(jane, key.proof(challenge)).statusCode());
    clock.move(Duration.ofMinutes(6));
    assertRejected(jane);
    assertEquals(200, key.refresh(jane).statusCode());
    assertLoggedIn(jane);
  }

  @Test
  void a_binding_ends_with_its_session() {
    Browser jane = bound();
    Browser thief = server.newBrowser().withCookiesOf(jane);
    assertTrue(StoreDump.at(server.data()).contains("\"bindings\""));
    Response answer = jane.submits("/logout");
    assertFalse(StoreDump.at(server.data()).contains("\"bindings\""));
    assertNull(jane.cookies().get(BOUND));
    assertTrue(answer.headers().getValues("Set-Cookie").contains(
        BOUND + "=; Max-Age=0; Path=/; Secure; HttpOnly; SameSite=Lax"));
    assertEnded(key.refresh(thief));
    assertEquals(302, thief.visits("/").statusCode());

    jane = server.newBrowser();
    key.register(jane, logIn(jane, "jane", PASSWORD));
    assertLoggedIn(jane);
    clock.move(Duration.ofMinutes(31));
    assertEnded(key.refresh(jane));
    assertEquals(302, jane.visits("/").statusCode());
    assertEnded(key.named("0".repeat(64)).refresh(jane));
  }

  @Test
  void a_binding_that_was_only_offered_cannot_be_renewed() {
    Browser jane = server.newBrowser();
    String challenge = DeviceKey.challengeIn(register(jane, "jane"));
    key.named(App.SESSIONS.keyOf(
        jane.cookies().get(App.SESSIONS.cookie())));
    assertEnded(key.ask(jane, null));
    assertEnded(key.ask(jane, key.proof(challenge)));
  }

  @Test
  void who_logs_in_again_is_bound_again() {
    Browser jane = bound();
    DeviceKey next = new DeviceKey();
    Response login = logIn(jane, "jane", PASSWORD);
    assertNull(jane.cookies().get(BOUND), "It was that of the last session");
    next.register(jane, login);
    assertLoggedIn(jane);
    assertEnded(key.refresh(jane));
    assertLoggedIn(jane);
    assertEquals(200, next.refresh(jane).statusCode());
    assertLoggedIn(jane);
  }

  @Test
  void a_browser_that_lost_the_session_does_not_overwrite_the_next_cookie() {
    Browser jane = bound();
    jane.cookies().remove(App.SESSIONS.cookie()); // it was closed
    assertEquals(200, key.refresh(jane).statusCode());
    DeviceKey next = new DeviceKey();
    next.register(jane, logIn(jane, "jane", PASSWORD));
    assertLoggedIn(jane);
    assertEnded(key.refresh(jane));
    assertLoggedIn(jane);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void renewing_is_no_use_of_the_session_and_nor_is_what_is_rejected(
      boolean trace) {
    if (trace) {
      server.withTrace();
      server.restart();
    }
    Browser jane = bound();
    Browser thief = server.newBrowser().withCookiesOf(jane);
    thief.cookies().remove(BOUND);
    for (int minutes = 0; minutes < 28; minutes += 4) {
      clock.move(Duration.ofMinutes(4));
      assertEquals(200, key.refresh(jane).statusCode());
      assertEquals(400, registers(thief, "x"));
      assertRejected(thief);
    }
    clock.move(Duration.ofMinutes(3));
    assertEnded(key.refresh(jane));
  }

  @ParameterizedTest
  @CsvSource({"cross-site, 0", "same-site, 0", "none, 0", "same-origin, ",
      ", "})
  void a_rejected_page_is_reloaded_once_from_this_site(String from,
      String refresh) {
    Browser jane = bound();
    clock.move(Duration.ofMinutes(6));
    Browser same = server.newBrowser().withCookiesOf(jane);
    if (from != null) {
      same.withHeader("Sec-Fetch-Site", from);
    }
    Response page = same.visits("/");
    assertEquals(401, page.statusCode());
    assertEquals(refresh, page.header("Refresh"));
    assertNull(same.cookies().get(BOUND), "It has to ask for another one");
    assertTrue(page.asString().contains("<a href=\"/login\">"));
    assertTrue(log.stream().anyMatch(line -> line.contains(
        " bound session rejected user=unknown address=")), "" + log);
  }

  @Test
  void who_has_lost_the_binding_can_log_in_and_out() {
    Browser jane = bound();
    clock.move(Duration.ofMinutes(6));
    assertRejected(jane);
    for (String path : List.of("/login", "/register", "/logout",
        "/style.css")) {
      assertEquals(200, jane.visits(path).statusCode(), path);
    }
    assertEquals(303, server.newBrowser().withCookiesOf(jane)
        .submits("/logout").statusCode());
    assertEquals(303, logIn(jane, "jane", PASSWORD).statusCode());
    assertLoggedIn(jane);
  }

  @Test
  void a_new_route_is_protected_automatically() {
    server.running().http().get("/new", (request, response) -> "new");
    Browser jane = bound();
    assertEquals(200, jane.visits("/new").statusCode());
    clock.move(Duration.ofMinutes(6));
    assertEquals(401, jane.visits("/new").statusCode());
  }

  @Test
  void row_47_a_browser_that_cannot_be_bound_notices_nothing() {
    Browser jane = server.newBrowser();
    register(jane, "jane");
    for (int minutes = 0; minutes < 60; minutes += 20) {
      clock.move(Duration.ofMinutes(20));
      assertLoggedIn(jane);
    }
    assertNull(jane.cookies().get(BOUND));
    jane.submits("/logout");
    assertEquals(302, jane.visits("/").statusCode());
  }

  @Test
  void a_clock_that_is_set_back_ends_no_binding() {
    Browser jane = bound();
    String early = key.proof(DeviceKey.challengeIn(key.ask(jane, null)));
    clock.move(Duration.ofHours(-1));
    assertRejected(server.newBrowser().withCookiesOf(jane));
    assertEquals(403, key.ask(jane, early).statusCode());
    assertEquals(200, key.refresh(jane).statusCode());
    assertLoggedIn(jane);
  }

  @Test
  void the_clocks_of_instances_may_differ_by_ten_seconds() {
    Browser jane = bound();
    String proof = key.proof(DeviceKey.challengeIn(key.ask(jane, null)));
    clock.move(Duration.ofSeconds(-10));
    assertLoggedIn(jane);
    assertEquals(200, key.ask(jane, proof).statusCode());
  }

  @Test
  void the_store_keeps_only_a_hash() throws IOException {
    Browser jane = bound();
    assertTrue(server.stolenData().contains("\"bindings/"));
    assertFalse(server.stolenData().contains(jane.cookies().get(BOUND)));
  }

  @Test
  void what_asks_for_a_signature_is_not_logged_as_an_attack() {
    Browser jane = bound();
    log.clear();
    key.refresh(jane);
    assertEquals(List.of(), List.copyOf(log));
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", "\"\"", "0", "é", "a/b",
      "00000000000000000000000000000000000000000000000000000000000000000"})
  void what_is_no_name_of_a_binding_is_rejected(String name) {
    Browser jane = bound();
    assertEquals(400, key.named(name).ask(jane, null).statusCode());
    assertEquals(400, jane.submits("/binding/refresh").statusCode());
    assertEquals(400, jane.submits("/binding/register").statusCode());
    assertEquals(400, server.newBrowser().submits("/binding/register")
        .statusCode());
    assertEquals(405, jane.visits("/binding/refresh").statusCode());
  }

  @Test
  void another_site_cannot_call_them() {
    Browser jane = bound();
    jane.withHeader("Sec-Fetch-Site", "cross-site");
    Response answer = key.ask(jane, null);
    assertEquals(403, answer.statusCode());
    assertNull(answer.header("Secure-Session-Challenge"));
    assertEquals(403, jane.submits("/binding/register").statusCode());
  }

  /** Jane's browser, which has shown that it keeps the cookie. */
  private Browser bound() {
    Browser jane = server.newBrowser();
    assertEquals(200, key.register(jane, register(jane, "jane")).statusCode());
    assertLoggedIn(jane);
    assertNotEquals(null, jane.cookies().get(BOUND));
    return jane;
  }

  private static void assertLoggedIn(Browser browser) {
    Response page = browser.visits("/");
    assertEquals(200, page.statusCode());
    assertTrue(page.asString().contains("User \"jane\" has"));
  }

  private static void assertRejected(Browser browser) {
    Response page = browser.visits("/");
    assertEquals(401, page.statusCode());
    assertFalse(page.asString().contains("jane"));
  }

  private static void assertEnded(Response response) {
    assertEquals(200, response.statusCode());
    assertEquals(false, response.path("continue"));
    assertNull(response.header("Set-Cookie"));
  }
}
