package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Browser;
import viewcounter.testing.StepProcess;

class SecurityLogTest {

  private final List<String> lines = new ArrayList<>();
  private final SecurityLog log = new SecurityLog(
      new Dependencies(null, new AdjustableClock(
          Instant.parse("2026-01-02T03:04:05.999Z")), lines::add), null);

  @Test
  void a_line_says_when_and_what_happened_to_whom_and_from_where() {
    log.note("login failed", "jane", "192.0.2.1");
    log.note("signup", "Zoë 🍋 O'Neil", "2001:db8::1");
    assertEquals(List.of("2026-01-02T03:04:05Z login failed user=\"jane\""
        + " address=192.0.2.1", "2026-01-02T03:04:05Z signup"
        + " user=\"Zoë 🍋 O'Neil\" address=2001:db8::1"), lines);
  }

  @Test
  void an_unknown_user_is_not_named_and_differs_from_one_of_that_name() {
    log.note("login failed", null, "192.0.2.1");
    log.note("login failed", "unknown", "192.0.2.1");
    assertEquals(List.of("2026-01-02T03:04:05Z login failed user=unknown"
        + " address=192.0.2.1", "2026-01-02T03:04:05Z login failed"
        + " user=\"unknown\" address=192.0.2.1"), lines);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\r", "\0", "\t", "\u001B", "\u007F",
      "\u0085", "\u009B", "\u2028", "\u2029", "\u200B", "\u202E", "\uD800",
      "\uE000", "\""})
  void characters_that_could_forge_a_line_become_underscores(String sign) {
    log.note("login", "a" + sign + "b", "c" + sign + "d");
    assertEquals(List.of("2026-01-02T03:04:05Z login user=\"a_b\""
        + " address=c_d"), lines);
  }

  @Test
  void a_name_is_logged_in_its_own_letters_whatever_the_locale(
      @TempDir Path data) {
    try (StepProcess step = StepProcess.launch(App.class, Map.of("PORT", "0",
        "DATA_DIR", data.toString(), "LC_ALL", "C"))) {
      Forms.register(new Browser(step.port()), "Zoë 李");
      step.stop();
      assertTrue(step.output().contains(" signup user=\"zoë 李\" "),
          step.output());
    }
  }
}
