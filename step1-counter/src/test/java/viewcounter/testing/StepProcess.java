package viewcounter.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A step in a program of its own, as people run it; it can be killed. */
public final class StepProcess implements AutoCloseable {

  private static final Pattern ADDRESS =
      Pattern.compile("http://localhost:(\\d+)");

  private final Process process;
  private final StringBuilder output = new StringBuilder();
  private int port;

  private StepProcess(Process process) {
    this.process = process;
  }

  /** Starts a step on a free port and waits until it answers. */
  public static StepProcess start(Class<?> app, Path data, String... args) {
    StepProcess step = launch(app, Map.of("PORT", "0",
        "DATA_DIR", data.toString()), args);
    if (step.port == 0) {
      throw new IllegalStateException("No start: " + step.output());
    }
    return step;
  }

  /** Starts a step and waits until it says where it is, or ends. */
  public static StepProcess launch(Class<?> app,
      Map<String, String> environment, String... args) {
    try {
      List<String> command = new ArrayList<>(List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "-XX:TieredStopAtLevel=1", "--enable-native-access=ALL-UNNAMED",
          "-cp", System.getProperty("java.class.path"), app.getName()));
      command.addAll(List.of(args));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().putAll(environment);
      builder.redirectErrorStream(true);
      StepProcess step = new StepProcess(builder.start());
      step.readUntilItAnswers();
      return step;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private void readUntilItAnswers() throws IOException {
    BufferedReader lines = process.inputReader(UTF_8);
    for (String line; port == 0 && (line = lines.readLine()) != null; ) {
      output.append(line).append('\n');
      Matcher address = ADDRESS.matcher(line);
      port = address.find() ? Integer.parseInt(address.group(1)) : 0;
    }
    Thread rest = new Thread(() -> lines.lines().forEach(line -> {
      synchronized (output) {
        output.append(line).append('\n');
      }
    }), "output of " + process.pid());
    rest.setDaemon(true);
    rest.start();
  }

  public int port() {
    return port;
  }

  public String output() {
    synchronized (output) {
      return output.toString();
    }
  }

  /** Ends it as Ctrl-C would, and returns the exit code. */
  public int stop() {
    process.destroy();
    return exitCode();
  }

  /** Ends it as a failing computer would: it can do nothing any more. */
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Waits for its end. */
  public int exitCode() {
    try {
      if (!process.waitFor(30, SECONDS)) {
        throw new IllegalStateException("Does not end: " + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
