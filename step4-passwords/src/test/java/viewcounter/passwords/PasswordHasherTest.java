package viewcounter.passwords;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mindrot.jbcrypt.BCrypt;
import viewcounter.launch.StartupException;
import viewcounter.testing.Concurrently;
import viewcounter.web.HttpException;

class PasswordHasherTest {

  private final PasswordHasher bcrypt = new BcryptHasher(4);

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

  @Test
  void more_than_a_hundred_at_once_are_told_to_come_back() throws Exception {
    PasswordHasher slow = new BcryptHasher(8);
    List<Integer> answers = Concurrently.run(130, () -> {
      try {
        slow.hash("secret");
        return 200;
      } catch (HttpException e) {
        return e.status();
      }
    });
    assertTrue(Collections.frequency(answers, 503) > 0);
    assertTrue(Collections.frequency(answers, 200) >= 100);
  }

  @Test
  void no_more_threads_hash_at_once_than_are_allowed()
      throws Exception {
    PasswordHasher slow = new BcryptHasher(8, 1);
    AtomicLong most = new AtomicLong();
    Thread watch = new Thread(() -> {
      while (!Thread.interrupted()) {
        most.accumulateAndGet(Thread.getAllStackTraces().values().stream()
            .filter(PasswordHasherTest::isHashing).count(), Math::max);
      }
    });
    watch.start();
    Concurrently.run(16, () -> slow.hash("secret"));
    watch.interrupt();
    watch.join();
    assertEquals(1, most.get());
  }

  private static boolean isHashing(StackTraceElement[] stack) {
    return Arrays.stream(stack).anyMatch(call ->
        call.getClassName().equals(BCrypt.class.getName()));
  }

  @Test
  void the_same_password_has_another_hash_each_time() {
    String hash = bcrypt.hash("secret");
    assertNotEquals(hash, bcrypt.hash("secret"));
    assertEquals(60, hash.length());
    assertTrue(hash.startsWith("$2a$04$"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plaintext", "--plain", "", "--help"})
  void an_argument_that_is_none_is_told(String argument) {
    StartupException e = assertThrows(StartupException.class,
        () -> PasswordHasher.of(argument));
    assertTrue(e.getMessage().contains("--plaintext"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "$2a$", "$2a$04$short", "$2a$99$x",
      "$2b$10$8Zf9LZWH78mWnSKjxKQxXe9TlPoqe7L3SOABcPHIUQ5Pq3jIbVQVm"})
  void what_is_no_hash_matches_nothing(String hash) {
    assertFalse(bcrypt.matches("secret", hash));
  }
}
