package viewcounter.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import viewcounter.launch.Settings;
import viewcounter.web.WebServer;

/**
 * A step that runs in the test's own process, for each test on a free port and
 * with a new folder.
 */
public final class TestServer
    implements BeforeEachCallback, AfterEachCallback {

  private final Function<Settings, WebServer> start;
  private Path data;
  private boolean trace;
  private WebServer running;

  /** @param start the start of a step, such as {@code App::start} */
  public TestServer(Function<Settings, WebServer> start) {
    this.start = start;
  }

  @Override
  public void beforeEach(ExtensionContext context) throws IOException {
    data = Files.createTempDirectory("viewcounter");
    start();
  }

  @Override
  public void afterEach(ExtensionContext context) throws IOException {
    stop();
    delete(data);
  }

  /** Deletes a folder with all that is in it. */
  public static void delete(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  public void restart() {
    stop();
    start();
  }

  public void start() {
    running = start.apply(new Settings(0, data, trace));
  }

  /** From the next start on, the terminal shows each exchange. */
  public TestServer withTrace() {
    trace = true;
    return this;
  }

  public void stop() {
    if (running != null) {
      running.close();
      running = null;
    }
  }

  public WebServer running() {
    return running;
  }

  public int port() {
    return running.port();
  }

  public Path data() {
    return data;
  }

  public Browser newBrowser() {
    return new Browser(port());
  }

  /** All that is in the data folder, as a thief would read it. */
  public String stolenData() throws IOException {
    return textIn(data);
  }

  /** All that is in the files of a folder. */
  public static String textIn(Path folder) throws IOException {
    StringBuilder text = new StringBuilder();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        text.append(new String(Files.readAllBytes(file), ISO_8859_1));
      }
    }
    return text.toString();
  }
}
