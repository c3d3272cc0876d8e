package viewcounter.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.testing.RawHttp;
import viewcounter.testing.StepProcess;

class StartsTest {

  @ParameterizedTest
  @CsvSource({"viewcounter.bench.Starts$HelloWorld, Hello World",
      "viewcounter.bench.Sweeping, Views: 1"})
  @Timeout(value = 60, threadMode = SEPARATE_THREAD)
  void a_server_that_is_measured_says_where_it_is(Class<?> program,
      String page, @TempDir Path data) {
    try (StepProcess server = StepProcess.start(program, data)) {
      assertEquals(page, RawHttp.get(server.port(), "/")
          .replaceAll("(?s).*\r\n\r\n", ""));
    }
  }
}
