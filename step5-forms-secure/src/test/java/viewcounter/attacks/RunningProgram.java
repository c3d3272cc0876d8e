package viewcounter.attacks;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import viewcounter.testing.StepProcess;
import viewcounter.testing.TestServer;

/** A step in a program of its own. */
final class RunningProgram extends Site {

  private final Path data;
  private final String[] arguments;
  private StepProcess program;

  RunningProgram(int step, String... arguments) {
    super(step);
    this.arguments = arguments;
    try {
      data = Files.createTempDirectory("viewcounter");
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    start();
  }

  private void start() {
    program = StepProcess.start(switch (step()) {
      case 1 -> viewcounter.step1.App.class;
      case 2 -> viewcounter.step2.App.class;
      case 3 -> viewcounter.step3.App.class;
      case 4 -> viewcounter.step4.App.class;
      default -> viewcounter.step5.App.class;
    }, data, arguments);
  }

  /** Ends it as a crash would, and starts it again on the same data. */
  void crash() {
    program.kill();
    start();
  }

  @Override
  String url() {
    return "http://localhost:" + program.port();
  }

  @Override
  Window newWindow() {
    return new HtmlUnitWindow();
  }

  @Override
  String stolenData() throws Exception {
    return TestServer.textIn(data);
  }

  @Override
  public void close() {
    program.close();
    try (Stream<Path> files = Files.walk(data)) {
      files.sorted(Comparator.reverseOrder()).forEach(file ->
          file.toFile().delete());
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
