package viewcounter.step1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.testing.AnyRequest;
import viewcounter.testing.Browser;
import viewcounter.testing.Corpus;
import viewcounter.testing.StepProcess;

class StartTest {

  @TempDir
  Path data;

  @Test
  void says_where_it_runs_and_stops_on_request() {
    try (StepProcess step = StepProcess.start(App.class, data)) {
      assertTrue(step.output().startsWith(
          "Step 1 runs at http://localhost:" + step.port()));
      assertEquals("Views: 1", new Browser(step.port()).sees("/"));
      step.stop();
      assertFalse(step.output().contains("Exception"), step.output());
    }
  }

  @Test
  void starts_without_JMX() {
    try (StepProcess step = StepProcess.start(App.class, data,
        List.of("-Xlog:class+load"))) {
      assertTrue(step.output().contains(" viewcounter.step1.App "));
      assertEquals(List.of(), step.output().lines().filter(line ->
          line.contains(" javax.management.")).toList());
    }
  }

  @Test
  void inputs_found_by_fuzzing_print_nothing() throws IOException {
    try (StepProcess step = StepProcess.start(App.class, data)) {
      for (Path request : Corpus.files("requests")) {
        AnyRequest.isAnsweredWell(step.port(), Files.readAllBytes(request));
      }
      step.stop();
      assertEquals(2, step.output().lines().count(), step.output());
    }
  }

  @Test
  void a_port_in_use_is_reported_in_one_sentence() throws Exception {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = String.valueOf(taken.getLocalPort());
      StepProcess step = StepProcess.launch(App.class, Map.of("PORT", port,
          "TRACE", "on", "LIVE_PORT", "0")); // which it does not open
      assertEquals(1, step.exitCode());
      assertEquals("Cannot listen on port " + port + " of 127.0.0.1: another"
          + " program uses it, it is not allowed, or this computer has no such"
          + " IP address. Stop that program, or choose another port with the"
          + " environment variable PORT, or another IP address with HOST.\n",
          step.output());
    }
  }

  @Test
  void a_wrong_setting_ends_the_program_with_one_sentence() {
    StepProcess step = StepProcess.launch(App.class, Map.of("PORT", "abc"));
    assertEquals(1, step.exitCode());
    assertEquals("PORT has to be a number from 0 to 65535, but it is"
        + " \"abc\".\n", step.output());
  }
}
