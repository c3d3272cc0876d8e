package viewcounter.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Timeout.ThreadMode.SEPARATE_THREAD;

import java.nio.file.Path;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.bench.Starts.HelloWorld;
import viewcounter.testing.RawHttp;
import viewcounter.testing.StepProcess;

class StartsTest {

  @ParameterizedTest
  @ValueSource(classes = {HelloWorld.class, Sweeping.class})
  @Timeout(value = 60, threadMode = SEPARATE_THREAD)
  void a_server_that_is_measured_says_where_it_is(Class<?> program,
      @TempDir Path data) {
    try (StepProcess server = StepProcess.start(program, data)) {
      assertEquals(200, RawHttp.status(RawHttp.get(server.port(), "/")));
    }
  }
}
