package viewcounter.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TestDatabaseTest {

  static final class UsesOne {
    public static void main(String... args) {
      try (TestDatabase database = TestDatabase.create()) {
        database.execute("SELECT 1");
      }
    }
  }

  @Test
  void it_starts_where_the_locale_is_not_installed() {
    StepProcess program = StepProcess.launch(UsesOne.class,
        Map.of("LC_ALL", "xx_XX.UTF-8"));
    assertEquals(0, program.exitCode(), program.output());
  }
}
