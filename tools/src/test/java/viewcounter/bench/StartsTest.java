package viewcounter.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.bench.Starts.HelloWorld;
import viewcounter.testing.RawHttp;
import viewcounter.testing.StepProcess;

class StartsTest {

  @Test
  @Timeout(value = 60, threadMode = SEPARATE_THREAD)
  void the_program_that_steps_are_compared_with_says_where_it_is(
      @TempDir Path data) {
    try (StepProcess program = StepProcess.start(HelloWorld.class, data)) {
      assertEquals("Hello World", RawHttp.get(program.port(), "/")
          .replaceAll("(?s).*\r\n\r\n", ""));
    }
  }
}
