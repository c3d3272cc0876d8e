package viewcounter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import viewcounter.testing.StepProcess;

class LauncherTest {

  /** A step that says it listens on a port, and exits immediately. */
  static final class FakeApp {
    public static void main(String... args) {
      Launcher.run(Integer.parseInt(args[0]), settings ->
          args.length > 1 ? Integer.parseInt(args[1]) : 4321);
    }
  }

  /** A step that cannot start. */
  static final class NoApp {
    public static void main(String... args) {
      Launcher.run(2, settings -> {
        throw Launcher.cannotListen(settings, null);
      });
    }
  }

  @Test
  void a_step_that_has_started_says_where_it_runs_and_keeps_its_data() {
    StepProcess step = StepProcess.launch(FakeApp.class,
        Map.of("DATA_DIR", "mine"), "2");
    assertEquals(0, step.exitCode());
    assertEquals("Step 2 runs at http://localhost:4321 and keeps its data in "
        + Path.of("mine").toAbsolutePath() + "\nPress Ctrl-C to stop it"
        + " (process " + step.id() + ").\n", step.output());
  }

  @Test
  void options_of_Java_in_the_environment_do_no_harm() {
    StepProcess step = StepProcess.launch(FakeApp.class,
        Map.of("JAVA_TOOL_OPTIONS", "-Da=b"), "1");
    assertEquals(0, step.exitCode());
    assertTrue(step.output().startsWith("Step 1 runs at "), step.output());
  }

  @Test
  void it_says_which_IP_address_it_listens_on() {
    StepProcess step =
        StepProcess.launch(FakeApp.class, Map.of("HOST", "10.1.2.3"), "1");
    assertEquals(0, step.exitCode());
    assertTrue(step.output().startsWith("Step 1 runs at http://10.1.2.3:4321 "),
        step.output());
  }

  @Test
  void the_first_step_keeps_its_data_in_memory() {
    StepProcess step =
        StepProcess.launch(FakeApp.class, Map.of(), "1");
    assertEquals(0, step.exitCode());
    assertEquals("Step 1 runs at http://localhost:4321 and keeps its data in"
        + " memory.\nPress Ctrl-C to stop it (process " + step.id() + ").\n",
        step.output());
  }

  @Test
  void a_step_that_cannot_start_says_why_and_ends_with_exit_code_1() {
    StepProcess step =
        StepProcess.launch(NoApp.class, Map.of("PORT", "81"));
    assertEquals(1, step.exitCode());
    assertEquals("Cannot listen on port 81 of 127.0.0.1: another program uses"
        + " it, it is not allowed, or this computer has no such IP address."
        + " Stop that program, or choose another port with the environment"
        + " variable PORT, or another IP address with HOST.\n", step.output());
  }

  @Test
  void an_invalid_setting_ends_it_too() {
    StepProcess step =
        StepProcess.launch(FakeApp.class, Map.of("PORT", "abc"), "2");
    assertEquals(1, step.exitCode());
    assertEquals("PORT has to be a number from 0 to 65535, but it is"
        + " \"abc\".\n", step.output());
  }

  @Test
  void the_cause_is_kept_for_programmers() {
    IOException cause = new IOException();
    assertSame(cause, Launcher.cannotListen(
        new Settings(80, Path.of("data")), cause).getCause());
  }
}
