package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static viewcounter.step5.Forms.PASSWORD;
import static viewcounter.step5.Forms.logIn;
import static viewcounter.step5.Forms.register;

import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.passwords.BcryptHasher;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Browser;
import viewcounter.testing.TestServer;

/** All browsers here have the same IP address. */
class KnownDevicesTest {

  private final AdjustableClock clock = new AdjustableClock();

  @RegisterExtension
  final TestServer server = new TestServer(settings -> App.start(settings,
      new Dependencies(new BcryptHasher(4), clock, line -> {})));

  @Test
  void a_browser_is_known_after_a_sign_up() {
    Browser jane = server.newBrowser();
    register(jane, "jane");
    useUpGuesses("jane");
    assertEquals(303, logIn(jane, "jane", PASSWORD).statusCode());
  }

  @Test
  void a_browser_is_known_after_a_login() {
    register(server.newBrowser(), "jane");
    Browser phone = server.newBrowser();
    assertEquals(303, logIn(phone, "jane", PASSWORD).statusCode());
    useUpGuesses("jane");
    assertEquals(303, logIn(phone, "jane", PASSWORD).statusCode());
  }

  @Test
  void a_browser_is_not_known_after_a_wrong_password() {
    register(server.newBrowser(), "jane");
    Browser phone = server.newBrowser();
    logIn(phone, "jane", "wrong");
    assertNull(device(phone));
  }

  @Test
  void a_browser_is_known_for_half_a_year() {
    Browser jane = server.newBrowser();
    register(jane, "jane");
    clock.move(Duration.ofDays(180).minusSeconds(1));
    useUpGuesses("jane");
    Browser same = server.newBrowser().withCookiesOf(jane);
    assertEquals(303, logIn(same, "jane", PASSWORD).statusCode());
    clock.move(Duration.ofDays(180));
    useUpGuesses("jane");
    assertEquals(429, logIn(same, "jane", PASSWORD).statusCode());
  }

  @Test
  void so_is_each_browser_of_an_account() {
    Browser laptop = server.newBrowser();
    register(laptop, "jane");
    clock.move(Duration.ofHours(1));
    logIn(server.newBrowser(), "jane", PASSWORD);
    clock.move(Duration.ofDays(180).minusHours(1));
    useUpGuesses("jane");
    assertEquals(429, logIn(laptop, "jane", PASSWORD).statusCode());
  }

  @Test
  void a_cookie_has_one_token_for_each_account() {
    Browser jane = server.newBrowser();
    register(jane, "jane");
    logIn(jane, "jane", PASSWORD);
    assertEquals(32, device(jane).length());
  }

  @Test
  void a_copied_cookie_gives_ten_guesses_and_nobody_the_session() {
    Browser jane = server.newBrowser();
    register(jane, "jane");
    useUpGuesses("jane");
    Browser thief = thiefOf(jane);
    assertEquals(302, thief.visits("/").statusCode());
    for (int i = 0; i < 10; i++) {
      assertEquals(422, logIn(thief, "jane", "guess " + i).statusCode());
    }
    assertEquals(429, logIn(thief, "jane", PASSWORD).statusCode());
  }

  @Test
  void a_copied_cookie_ends_with_the_next_login() {
    Browser jane = server.newBrowser();
    register(jane, "jane");
    Browser thief = thiefOf(jane);
    logIn(jane, "jane", PASSWORD);
    assertNotEquals(device(thief), device(jane));
    useUpGuesses("jane");
    assertEquals(429, logIn(thief, "jane", "guess").statusCode());
    assertEquals(303, logIn(jane, "jane", PASSWORD).statusCode());
  }

  @Test
  void a_browser_is_known_only_for_those_who_have_logged_in_there() {
    register(server.newBrowser(), "jane");
    Browser mallory = server.newBrowser();
    register(mallory, "mallory");
    useUpGuesses("jane");
    assertEquals(429, logIn(mallory, "jane", PASSWORD).statusCode());
  }

  @Test
  void five_people_can_share_a_browser() {
    Browser shared = server.newBrowser();
    for (int i = 0; i < 6; i++) {
      register(shared, "user" + i);
    }
    useUpGuesses("user0");
    useUpGuesses("user1");
    useUpGuesses("user5");
    assertEquals(429, logIn(shared, "user0", PASSWORD).statusCode());
    assertEquals(303, logIn(shared, "user1", PASSWORD).statusCode());
    assertEquals(303, logIn(shared, "user5", PASSWORD).statusCode());
  }

  @Test
  void the_last_twenty_browsers_of_an_account_are_known() throws IOException {
    Browser first = server.newBrowser();
    register(first, "jane");
    Browser second = server.newBrowser();
    logIn(second, "jane", PASSWORD);
    for (int i = 0; i < 19; i++) {
      assertEquals(303,
          logIn(server.newBrowser(), "jane", PASSWORD).statusCode());
    }
    useUpGuesses("jane");
    assertEquals(429, logIn(first, "jane", PASSWORD).statusCode());
    assertEquals(303, logIn(second, "jane", PASSWORD).statusCode());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\"", "é", "0123456789abcdef",
      "....................", "0123456789abcdef0123456789abcdef"})
  void a_made_up_cookie_is_that_of_no_known_browser(String madeUp) {
    register(server.newBrowser(), "jane");
    useUpGuesses("jane");
    Browser mallory = server.newBrowser()
        .withHeader("Cookie", KnownDevices.COOKIE + "=" + madeUp);
    assertEquals(429, logIn(mallory, "jane", PASSWORD).statusCode());
  }

  @Test
  void a_cookie_of_another_program_does_not_hide_it() {
    Browser jane = server.newBrowser();
    register(jane, "jane");
    useUpGuesses("jane");
    Browser same = server.newBrowser().withHeader("Cookie",
        "q=\"a; " + KnownDevices.COOKIE + "=" + device(jane) + ";b=c");
    assertEquals(303, logIn(same, "jane", PASSWORD).statusCode());
  }

  @Test
  void the_store_keeps_only_a_hash() throws IOException {
    Browser jane = server.newBrowser();
    register(jane, "jane");
    assertTrue(server.stolenData().contains("devices/"));
    assertFalse(server.stolenData().contains(device(jane)));
  }

  private void useUpGuesses(String name) {
    Browser mallory = server.newBrowser();
    for (int i = 0; i < 10; i++) {
      assertEquals(422, logIn(mallory, name, "guess " + i).statusCode());
    }
    assertEquals(429, logIn(mallory, name, "guess").statusCode());
  }

  private Browser thiefOf(Browser owner) {
    Browser thief = server.newBrowser();
    thief.cookies().put(KnownDevices.COOKIE, device(owner));
    return thief;
  }

  private static String device(Browser browser) {
    return browser.cookies().get(KnownDevices.COOKIE);
  }
}
