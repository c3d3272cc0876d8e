package viewcounter.step4;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.launch.StartupException;
import viewcounter.passwords.PlaintextHasher;

class ArgumentsTest {

  @Test
  void without_an_argument_it_is_bcrypt_at_a_cost_of_10() {
    assertTrue(Arguments.passwords().hash("secret").startsWith("$2a$10$"));
  }

  @Test
  void in_plain_text_nothing_is_hashed() {
    assertInstanceOf(PlaintextHasher.class,
        Arguments.passwords("--plaintext"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"plaintext", "--plain", "", "--help"})
  void an_unknown_argument_is_reported(String argument) {
    StartupException e = assertThrows(StartupException.class,
        () -> Arguments.passwords(argument));
    assertTrue(e.getMessage().contains("--plaintext"));
  }
}
