package viewcounter.passwords;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHasherTest {

  private final List<String> log = new CopyOnWriteArrayList<>();
  private final PasswordHasher bcrypt =
      new BcryptHasher(4, new Semaphore(1), log::add);

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "correct horse", "pässwört 🍋", " "})
  void a_password_matches_its_own_hash_only(String password) {
    String hash = bcrypt.hash(password);
    assertTrue(bcrypt.matches(password, hash));
    assertFalse(bcrypt.matches(password + "x", hash));
    assertFalse(bcrypt.matches(hash, hash));
  }

  @Test
  void a_record_without_a_hash_matches_nothing() {
    assertFalse(bcrypt.matches("secret", null));
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/hashes.csv", delimiter = '|',
      numLinesToSkip = 1)
  void a_hash_of_another_system_matches_its_password_only(String madeBy,
      String password, String hash) {
    assertTrue(bcrypt.matches(password, hash));
    assertFalse(bcrypt.matches(password.replaceFirst(".", "X"), hash));
    assertEquals(List.of(), log);
  }

  @ParameterizedTest(name = "{0}")
  @CsvFileSource(resources = "/hashes.csv", delimiter = '|',
      numLinesToSkip = 1)
  void a_hash_of_another_system_is_replaced_by_one_that_is_not_weaker(
      String madeBy, String password, String hash) {
    PasswordHasher usual = new BcryptHasher(8);
    int cost = BcryptHash.of(hash).cost();
    assertEquals(cost < 8 || !hash.startsWith("$2a$"),
        usual.needsRehash(hash));
    String better = usual.rehash(password, hash);
    assertTrue(better.startsWith("$2a$%02d$".formatted(Math.max(cost, 8))));
    assertTrue(usual.matches(password, better));
    assertFalse(usual.needsRehash(better));
  }

  @ParameterizedTest
  @CsvSource({"4, false", "16, false", "3, true", "17, true", "30, true",
      "31, true", "99, true"})
  void a_cost_above_16_is_rejected_with_a_line_in_the_log(int cost,
      boolean rejected) {
    assertEquals(rejected, BcryptHash.of("$2b$%02d$".formatted(cost)
        + "a".repeat(53)) == null);
    if (rejected) {
      assertTimeoutPreemptively(Duration.ofSeconds(20), () ->
          bcrypt.matches("secret", "$2a$%02d$".formatted(cost)
              + "a".repeat(53)));
      bcrypt.matches("secret", "$2a$%02d$".formatted(cost) + "a".repeat(53));
      assertEquals(List.of("WARNING: a stored password hash is not bcrypt with"
          + " a cost of 4 to 16, so no password matches it. (This is logged"
          + " once.)"), log);
    }
  }

  @Test
  void a_wrong_password_costs_as_much_whatever_is_stored() {
    PasswordHasher usual = new BcryptHasher(11);
    String ordinary = usual.hash("secret");
    String weak = bcrypt.hash("secret");
    long expected = cpuTime(() -> usual.matches("wrong", ordinary));
    for (String stored : Arrays.asList(null, "", "secret", weak,
        ordinary.replace("$2a$11$", "$2a$17$"))) {
      long time = cpuTime(() -> usual.matches("wrong", stored));
      assertTrue(time > expected / 4 && time < expected * 4, stored + " takes "
          + time + " ns instead of " + expected); // a machine may be busy
    }
  }

  /** The least time of a processor that it takes, in nanoseconds. */
  private static long cpuTime(Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    return IntStream.range(0, 5).mapToLong(i -> {
      long start = threads.getCurrentThreadCpuTime();
      work.run();
      return threads.getCurrentThreadCpuTime() - start;
    }).min().orElseThrow();
  }

  @Test
  void a_thread_that_finds_all_processors_busy_waits() throws Exception {
    Semaphore processors = new Semaphore(0);
    PasswordHasher busy = new BcryptHasher(4, processors, log::add);
    String stored = bcrypt.hash("secret");
    for (Callable<Boolean> work : List.<Callable<Boolean>>of(
        () -> busy.hash("secret").length() == 60,
        () -> busy.matches("secret", stored))) {
      FutureTask<Boolean> waiting = start(work);
      await("a thread that waits").atMost(30, SECONDS)
          .until(() -> processors.hasQueuedThreads() || waiting.isDone());
      assertFalse(waiting.isDone(), "It did not wait");
      processors.release();
      assertTrue(waiting.get(30, SECONDS));
      assertTrue(processors.tryAcquire(), "It did not give the place back");
    }
  }

  @Test
  void a_hundred_may_wait_and_any_more_are_rejected() throws Exception {
    Semaphore processors = new Semaphore(0);
    PasswordHasher busy = new BcryptHasher(4, processors, log::add);
    List<FutureTask<String>> hundred = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      hundred.add(start(() -> busy.hash("secret")));
    }
    await("threads that wait").atMost(30, SECONDS)
        .until(processors::getQueueLength, is(100));
    assertThrows(TooManyHashesException.class, () -> busy.hash("secret"));
    processors.release();
    for (FutureTask<String> each : hundred) {
      assertTrue(bcrypt.matches("secret", each.get(30, SECONDS)));
    }
    assertTrue(bcrypt.matches("secret", busy.hash("secret")));
  }

  @Test
  void a_failure_keeps_no_place() {
    PasswordHasher failing = new BcryptHasher(31, new Semaphore(1), log::add);
    for (int i = 0; i < 101; i++) { // jBCrypt can do 30 at most
      assertThrows(IllegalArgumentException.class,
          () -> failing.hash("secret"));
    }
  }

  private static <T> FutureTask<T> start(Callable<T> work) {
    FutureTask<T> task = new FutureTask<>(work);
    Thread thread = new Thread(task, "waiting");
    thread.setDaemon(true);
    thread.start();
    return task;
  }

  @ParameterizedTest
  @CsvSource({"9, true", "10, false", "11, false"})
  void a_hash_of_a_lower_cost_needs_a_rehash(int cost, boolean lower) {
    assertEquals(lower, new BcryptHasher(BcryptHasher.COST)
        .needsRehash("$2a$%02d$".formatted(cost) + "a".repeat(53)));
  }

  @Test
  void in_plain_text_the_password_itself_is_stored() {
    PasswordHasher plain = new PlaintextHasher();
    assertEquals("secret", plain.hash("secret"));
    assertTrue(plain.matches("secret", "secret"));
    assertFalse(plain.matches("secret", "Secret"));
    assertFalse(plain.matches("secret", null));
    assertFalse(plain.needsRehash("secret"));
  }

  @Test
  void the_same_password_has_a_different_hash_each_time() {
    String hash = bcrypt.hash("secret");
    assertNotEquals(hash, bcrypt.hash("secret"));
    assertEquals(60, hash.length());
    assertTrue(hash.startsWith("$2a$04$"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "$2a$", "$2a$04$short", "$2a$99$x",
      "$2c$10$8Zf9LZWH78mWnSKjxKQxXe9TlPoqe7L3SOABcPHIUQ5Pq3jIbVQVm",
      "$2x$10$8Zf9LZWH78mWnSKjxKQxXe9TlPoqe7L3SOABcPHIUQ5Pq3jIbVQVm",
      "{noop}secret", "{argon2}$2a$10$8Zf9LZWH78mWnSKjxKQxXe9TlPoqe7L3SOABc",
      "$2a$03$8Zf9LZWH78mWnSKjxKQxXe9TlPoqe7L3SOABcPHIUQ5Pq3jIbVQVm",
      "$2a$31$8Zf9LZWH78mWnSKjxKQxXe9TlPoqe7L3SOABcPHIUQ5Pq3jIbVQVm",
      "$2a$10$8Zf9LZWH78mWnSKjxKQxXe9TlPoqe7L3SOABcPHIUQ5Pq3jIbVQV",
      "$2a$10$8Zf9LZWH78mWnSKjxKQxXe9TlPoqe7L3SOABcPHIUQ5Pq3jIbVQVmm"})
  void an_invalid_hash_matches_nothing(String hash) {
    assertFalse(bcrypt.matches("secret", hash));
  }
}
