package viewcounter.step4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.step1.StartupException;

class HashTest {

  private final Passwords bcrypt = Passwords.bcrypt(4);

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "correct horse", "pässwört 🍋", " "})
  void a_password_matches_its_own_hash_only(String password) {
    String hash = bcrypt.hash(password);
    assertTrue(bcrypt.matches(password, hash));
    assertFalse(bcrypt.matches(password + "x", hash));
    assertFalse(bcrypt.matches(hash, hash));
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
        () -> Passwords.by(argument));
    assertTrue(e.getMessage().contains("--plaintext"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "secret", "$2a$", "$2a$04$short", "$2a$99$x",
      "$2b$10$8Zf9LZWH78mWnSKjxKQxXe9TlPoqe7L3SOABcPHIUQ5Pq3jIbVQVm"})
  void what_is_no_hash_matches_nothing(String hash) {
    assertFalse(bcrypt.matches("secret", hash));
  }
}
