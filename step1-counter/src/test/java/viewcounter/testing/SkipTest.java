package viewcounter.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

class SkipTest {

  private final ByteArrayOutputStream said = new ByteArrayOutputStream();
  private final PrintStream people = new PrintStream(said, true);

  @Test
  void on_CI_a_missing_tool_fails_the_test() {
    AssertionFailedError e = assertThrows(AssertionFailedError.class,
        () -> Skip.unless(false, "There is no nginx", true, people));
    assertEquals("CI has to have what this needs: There is no nginx",
        e.getMessage());
  }

  @Test
  void elsewhere_a_missing_tool_skips_the_test_and_says_so() {
    assertThrows(TestAbortedException.class,
        () -> Skip.unless(false, "There is no nginx", false, people));
    assertEquals("SKIPPED: There is no nginx",
        said.toString().strip());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void nothing_is_skipped_if_nothing_is_missing(boolean onCi) {
    Skip.unless(true, "There is no nginx", onCi, people);
    assertEquals("", said.toString());
  }

  @Test
  @EnabledIfEnvironmentVariable(named = "CI", matches = "true")
  void the_environment_variable_CI_decides() {
    assertThrows(AssertionFailedError.class,
        () -> Skip.unless(false, "There is no nginx"));
  }
}
