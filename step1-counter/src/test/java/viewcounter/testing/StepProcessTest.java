package viewcounter.testing;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.Socket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.step1.App;

class StepProcessTest {

  /** A program that starts a step, and goes on. */
  static final class Starter {
    public static void main(String... args) throws InterruptedException {
      StepProcess step = StepProcess.start(App.class,
          Path.of(System.getenv("DATA_DIR")));
      System.out.println(step.output());
      Thread.currentThread().join();
    }
  }

  @Test
  void a_step_ends_with_the_program_that_has_started_it(@TempDir Path data) {
    int port;
    try (StepProcess starter = StepProcess.start(Starter.class, data)) {
      port = starter.port();
      starter.stop();
    }
    await().until(() -> !answers(port));
  }

  private static boolean answers(int port) {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
