package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.store.Store;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Concurrently;
import viewcounter.testing.TestServer;

class LoginRateLimiterTest {

  private static final String HOME = "192.0.2.1";
  private static final String ELSEWHERE = "192.0.2.2";

  private final AdjustableClock clock = new AdjustableClock();
  @TempDir
  Path folder;

  private Store store;
  private LoginRateLimiter limiter;

  @BeforeEach
  void open() {
    store = Store.open(folder);
    limiter = new LoginRateLimiter(store, clock);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void ten_guesses_at_an_account_from_one_IP_address_need_no_wait() {
    guessTimes(10, "jane", HOME);
    assertEquals(30, tryAcquire("jane", HOME));
    assertEquals(0, tryAcquire("robert", HOME));
    assertEquals(0, tryAcquire("jane", ELSEWHERE));
  }

  @Test
  void a_hundred_guesses_from_one_IP_address_need_no_wait() {
    guessAtEach(100, HOME);
    assertEquals(10, tryAcquire("jane", HOME));
    assertEquals(0, tryAcquire("jane", ELSEWHERE));
  }

  @Test
  void two_hundred_guesses_at_an_account_from_anywhere_need_no_wait() {
    guessFromEach(200, "jane");
    assertEquals(30, tryAcquire("jane", HOME));
    assertEquals(0, tryAcquire("robert", HOME));
  }

  @Test
  void a_restart_forgets_no_guess_and_no_owner() {
    logIn("robert", HOME);
    guessFromEach(200, "robert");
    guessTimes(10, "jane", HOME);
    close();
    open();
    assertEquals(30, tryAcquire("jane", HOME));
    assertEquals(30, tryAcquire("robert", ELSEWHERE));
    assertEquals(0, tryAcquire("robert", HOME));
  }

  @Test
  void of_many_concurrent_guesses_ten_are_checked() throws Exception {
    List<Long> waits =
        Concurrently.run(16, () -> tryAcquire("jane", HOME));
    assertEquals(10, Collections.frequency(waits, 0L));
    guessAtEach(90, HOME); // those that had to wait have used up nothing
    assertEquals(10, tryAcquire("robert", HOME));
  }

  @Test
  void a_clock_that_is_set_back_keeps_nobody_out_for_longer() {
    guessTimes(10, "jane", HOME);
    clock.move(Duration.ofDays(-1));
    assertEquals(30, tryAcquire("jane", HOME));
    assertEquals(30, tryAcquire("jane", HOME)); // looking does not help
    clock.move(Duration.ofSeconds(30));
    assertEquals(0, tryAcquire("jane", HOME));
  }

  @Test
  void a_bucket_that_is_full_again_is_removed_from_the_store() {
    guessTimes(10, "jane", HOME);
    logIn("robert", ELSEWHERE);
    assertEquals(3, attempts().size());
    clock.move(Duration.ofSeconds(300));
    store.removeExpired();
    assertEquals(List.of(), attempts());
  }

  @Test
  void a_name_that_was_typed_is_not_stored() throws IOException {
    guessTimes(1, "my password", "192.0.2.123");
    store.begin().awaitSaved();
    String stored = TestServer.textIn(folder);
    assertTrue(stored.contains("attempts/"), stored);
    assertFalse(stored.contains("my password"), stored);
    assertFalse(stored.contains("192.0.2.123"), stored);
    assertFalse(stored.contains("c000027b"), stored); // the same address
  }

  @Test
  void an_owner_is_known_at_their_last_20_IP_addresses() {
    for (int i = 0; i < 21; i++) {
      logIn("jane", "203.0.113." + i);
    }
    logIn("jane", "203.0.113.1"); // again
    limiter.addKnownAddress("jane", HOME);
    guessFromEach(200, "jane");
    assertEquals(0, tryAcquire("jane", HOME));
    assertEquals(0, tryAcquire("jane", "203.0.113.1"));
    assertEquals(0, tryAcquire("jane", "203.0.113.3"));
    assertEquals(30, tryAcquire("jane", "203.0.113.2"));
  }

  @Test
  void a_place_counts_once_however_often_the_owner_comes_back() {
    logIn("jane", HOME);
    for (int i = 0; i < 20; i++) {
      logIn("jane", "203.0.113." + i % 2);
    }
    guessFromEach(200, "jane");
    assertEquals(0, tryAcquire("jane", HOME));
  }

  @ParameterizedTest
  @CsvSource({"0, 30", "500, 30", "1500, 29", "29500, 1", "29999, 1",
      "30000, 0", "60000, 0"})
  void a_guess_at_an_account_from_one_IP_address_comes_back_in_30_seconds(
      int millis, int wait) {
    guessTimes(10, "jane", HOME);
    clock.move(Duration.ofMillis(millis));
    assertEquals(wait, tryAcquire("jane", HOME));
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "500, 10", "1500, 9", "9500, 1", "9999, 1",
      "10000, 0"})
  void a_guess_from_an_IP_address_comes_back_in_10_seconds(int millis,
      int wait) {
    guessAtEach(100, HOME);
    clock.move(Duration.ofMillis(millis));
    assertEquals(wait, tryAcquire("jane", HOME));
  }

  @ParameterizedTest
  @CsvSource({"0, 30", "500, 30", "29500, 1", "29999, 1", "30000, 0"})
  void a_guess_at_an_account_comes_back_in_30_seconds(int millis, int wait) {
    guessFromEach(200, "jane");
    clock.move(Duration.ofMillis(millis));
    assertEquals(wait, tryAcquire("jane", HOME));
  }

  @Test
  void after_the_wait_there_is_one_more_guess_and_not_two() {
    guessTimes(10, "jane", HOME);
    clock.move(Duration.ofSeconds(30));
    assertEquals(0, tryAcquire("jane", HOME));
    assertEquals(30, tryAcquire("jane", HOME));
  }

  @Test
  void guesses_come_back_counted_from_the_last_one() {
    guessTimes(9, "jane", HOME);
    clock.move(Duration.ofSeconds(15));
    guessTimes(1, "jane", HOME);
    assertEquals(15, tryAcquire("jane", HOME));
    clock.move(Duration.ofSeconds(15));
    assertEquals(0, tryAcquire("jane", HOME));
    assertEquals(30, tryAcquire("jane", HOME));
  }

  @Test
  void a_long_pause_brings_back_no_more_guesses_than_there_were() {
    guessTimes(10, "jane", HOME);
    clock.move(Duration.ofDays(1));
    guessTimes(10, "jane", HOME);
    assertEquals(30, tryAcquire("jane", HOME));
  }

  @Test
  void the_limit_with_the_longest_wait_counts() {
    guessTimes(10, "jane", HOME);
    guessAtEach(90, HOME);
    assertEquals(30, tryAcquire("jane", HOME));
    assertEquals(10, tryAcquire("robert", HOME));
  }

  @Test
  void so_does_that_of_an_IP_address() {
    guessTimes(1, "robert", HOME);
    clock.move(Duration.ofSeconds(3));
    guessTimes(10, "jane", HOME);
    clock.move(Duration.ofSeconds(28)); // two before the next guess at jane
    guessAtEach(92, HOME);
    assertEquals(9, tryAcquire("jane", HOME));
  }

  @Test
  void who_is_outrun_gets_back_what_was_taken() {
    guessAtEach(99, HOME);
    int stored = attempts().size();
    store.onChange((table, key, json) -> { // between two limits of hers
      store.onChange((any, of, robert) -> {});
      assertEquals(0, tryAcquire("robert", HOME));
    });
    assertEquals(10, tryAcquire("jane", HOME));
    assertEquals(stored + 2, attempts().size()); // his only
  }

  @Test
  void a_guess_that_has_to_wait_writes_nothing() {
    guessTimes(10, "jane", HOME);
    store.onChange((table, key, json) -> fail(table + "/" + key));
    assertEquals(30, tryAcquire("jane", HOME));
  }

  @Test
  void a_guess_that_has_to_wait_uses_up_nothing() {
    guessTimes(10, "jane", HOME);
    for (int i = 0; i < 500; i++) {
      assertEquals(30, tryAcquire("jane", HOME));
    }
    guessAtEach(90, HOME);
    assertEquals(10, tryAcquire("robert", HOME));
    guessFromEach(190, "jane");
    assertEquals(30, tryAcquire("jane", "192.0.2.3"));
  }

  @Test
  void the_right_password_costs_nothing() {
    for (int i = 0; i < 300; i++) {
      logIn("jane", HOME);
    }
    guessTimes(10, "jane", HOME);
    assertEquals(30, tryAcquire("jane", HOME));
    guessAtEach(90, HOME);
    assertEquals(10, tryAcquire("robert", HOME));
  }

  @Test
  void nor_does_it_bring_back_the_wrong_ones() {
    guessTimes(5, "jane", HOME);
    logIn("jane", HOME);
    guessTimes(5, "jane", HOME);
    assertEquals(30, tryAcquire("jane", HOME));
  }

  @Test
  void the_first_login_from_an_IP_address_costs_the_account_nothing() {
    logIn("jane", HOME);
    guessFromEach(200, "jane");
    assertEquals(30, tryAcquire("jane", ELSEWHERE));
  }

  @Test
  void a_refund_never_adds_a_guess() {
    assertTrue(limiter.attempt("jane", HOME, null, () -> true));
    guessTimes(10, "jane", HOME);
    assertEquals(30, tryAcquire("jane", HOME));
  }

  @Test
  void the_owner_gets_in_at_home_however_many_guess_elsewhere() {
    logIn("jane", HOME);
    guessFromEach(200, "jane");
    assertEquals(30, tryAcquire("jane", ELSEWHERE));
    assertEquals(0, tryAcquire("jane", HOME));
  }

  @Test
  void guesses_at_home_keep_nobody_out_elsewhere() {
    logIn("jane", HOME);
    guessTimes(10, "jane", HOME);
    guessFromEach(200, "jane");
    assertEquals(30, tryAcquire("jane", ELSEWHERE));
  }

  @Test
  void an_IP_address_is_known_only_for_those_who_logged_in_there() {
    logIn("jane", HOME);
    guessFromEach(200, "robert");
    assertEquals(30, tryAcquire("robert", HOME));
  }

  @Test
  void at_home_there_are_no_more_guesses_than_anywhere() {
    logIn("jane", HOME);
    guessTimes(10, "jane", HOME);
    assertEquals(30, tryAcquire("jane", HOME));
    guessAtEach(90, HOME);
    assertEquals(10, tryAcquire("robert", HOME));
  }

  @Test
  void names_with_an_at_sign_are_counted_separately() {
    logIn("jane", HOME);
    guessTimes(10, "jane@" + HOME, ELSEWHERE);
    guessFromEach(100, "@" + HOME);
    logIn("jane", HOME);
  }

  @ParameterizedTest
  @CsvSource({
      "2001:db8:0:7::1, 2001:db8:0:7:ffff:ffff:ffff:ffff, 30",
      "2001:db8:0:7::1, [2001:db8:0:7:0:0:0:2], 30",
      "2001:db8:0:7::1, 2001:db8:0:8::1, 0",
      "192.0.2.1, ::ffff:192.0.2.1, 30",
      "192.0.2.1, 192.0.2.2, 0",
      "fe80::1%eth9, fe80::2, 30",
      "fe80::1%1, [fe80::2%lo], 30",
      "unix:, unix:, 30",
      "unix:, unix:2, 0"})
  void a_client_is_an_IPv4_address_or_an_IPv6_network_of_64_bits(String address,
      String other, int wait) {
    guessTimes(10, "jane", address);
    assertEquals(wait, tryAcquire("jane", other));
  }

  @Test
  void a_guess_without_a_verdict_costs_nothing_and_makes_no_place_known() {
    for (int i = 0; i < 300; i++) {
      assertEquals(0, tryAcquire("jane", HOME));
      assertThrows(IllegalStateException.class, () ->
          limiter.attempt("jane", HOME, null, () -> {
            throw new IllegalStateException();
          }));
    }
    guessFromEach(200, "jane");
    assertEquals(30, tryAcquire("jane", HOME));
  }

  @Test
  void the_owner_gets_in_where_they_signed_up() {
    limiter.addKnownAddress("jane", "2001:db8:0:7::1");
    guessFromEach(200, "jane");
    assertEquals(0, tryAcquire("jane", "2001:db8:0:7::2"));
  }

  @Test
  void a_known_browser_has_ten_guesses_of_its_own_and_then_waits() {
    guessTimes(10, "jane", HOME);
    guessAtEach(90, HOME);
    guessFromEach(190, "jane");
    for (int i = 0; i < 10; i++) {
      assertEquals(0, limiter.tryAcquire("jane", HOME, "laptop"));
      assertFalse(limiter.attempt("jane", HOME, "laptop", () -> false));
    }
    assertEquals(30, limiter.tryAcquire("jane", HOME, "laptop"));
    assertEquals(30, limiter.tryAcquire("jane", ELSEWHERE, "laptop"));
    assertEquals(0, limiter.tryAcquire("jane", HOME, "tablet"));
    assertEquals(30, tryAcquire("jane", HOME));
  }

  @Test
  void in_a_known_browser_the_right_password_costs_nothing() {
    for (int i = 0; i < 30; i++) {
      assertEquals(0, limiter.tryAcquire("jane", HOME, "laptop"));
      assertTrue(limiter.attempt("jane", HOME, "laptop", () -> true));
    }
  }

  private List<String> attempts() {
    return store.table("attempts", Object.class).keys(any -> true);
  }

  private long tryAcquire(String account, String address) {
    return limiter.tryAcquire(account, address, null);
  }

  private void guessTimes(int times, String account, String address) {
    for (int i = 0; i < times; i++) {
      assertEquals(0, tryAcquire(account, address), "guess " + i);
      assertFalse(limiter.attempt(account, address, null, () -> false));
    }
  }

  private void guessAtEach(int accounts, String address) {
    for (int i = 0; i < accounts; i++) {
      assertEquals(0, tryAcquire("user" + i, address), "user " + i);
    }
  }

  private void guessFromEach(int addresses, String account) {
    for (int i = 0; i < addresses; i++) {
      assertEquals(0, tryAcquire(account, "198.51.100." + i),
          "address " + i);
    }
  }

  private void logIn(String account, String address) {
    assertEquals(0, tryAcquire(account, address));
    assertTrue(limiter.attempt(account, address, null, () -> true));
  }
}
