package viewcounter.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import viewcounter.launch.Settings;

/**
 * A step that runs in the test's own program for each test, on a free port and
 * with a new folder.
 *
 * @param <S> what the step's start returns
 */
public final class TestServer<S>
    implements BeforeEachCallback, AfterEachCallback {

  private final Function<Settings, S> start;
  private final ToIntFunction<S> port;
  private final Consumer<S> stop;
  private Path data;
  private boolean trace;
  private S running;

  public TestServer(Function<Settings, S> start, ToIntFunction<S> port,
      Consumer<S> stop) {
    this.start = start;
    this.port = port;
    this.stop = stop;
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

  /** From the next start on, it shows on the terminal what it answers. */
  public TestServer<S> withTrace() {
    trace = true;
    return this;
  }

  public void stop() {
    if (running != null) {
      stop.accept(running);
      running = null;
    }
  }

  public S running() {
    return running;
  }

  public int port() {
    return port.applyAsInt(running);
  }

  public Path data() {
    return data;
  }

  public Browser newBrowser() {
    return new Browser(port());
  }

  /** All that is in the data folder, as the one who stole it would read it. */
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
