package viewcounter.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A step in a separate process, as people run it; it can be killed. */
public final class StepProcess implements AutoCloseable {

  private static final Pattern ADDRESS =
      Pattern.compile("runs at http://(?:localhost|127\\.0\\.0\\.1):(\\d+)");

  /** Options of Java for a program that does not run for long. */
  public static final List<String> QUICK_START =
      List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");

  /** Those that are still running end with this program, however it ends. */
  private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime().addShutdownHook(
        new Thread(() -> RUNNING.forEach(StepProcess::kill)));
  }

  private final Process process;
  private final StringBuilder output = new StringBuilder();
  private Thread rest;
  private int port;

  private StepProcess(Process process) {
    this.process = process;
    RUNNING.add(process);
  }

  /** Starts a step on a free port and waits until it answers. */
  public static StepProcess start(Class<?> app, Path data, String... args) {
    return start(app, data, QUICK_START, args);
  }

  /** The same, with these options of the Java virtual machine. */
  public static StepProcess start(Class<?> app, Path data,
      List<String> options, String... args) {
    return start(app, Map.of("PORT", "0", "DATA_DIR", data.toString()),
        options, args);
  }

  /** The same, with these environment variables. */
  public static StepProcess start(Class<?> app,
      Map<String, String> environment) {
    return start(app, environment, QUICK_START);
  }

  /** The same, with these options of the Java virtual machine, too. */
  public static StepProcess start(Class<?> app,
      Map<String, String> environment, List<String> options,
      String... args) {
    return answering(launch(List.of(), app, environment, options, args));
  }

  /** The same, as an argument of another command, such as strace. */
  public static StepProcess startUnder(List<String> command, Class<?> app,
      Path data) {
    return answering(launch(command, app, Map.of("PORT", "0",
        "DATA_DIR", data.toString()), QUICK_START));
  }

  /** Starts a step and waits until it says where it is, or ends. */
  public static StepProcess launch(Class<?> app,
      Map<String, String> environment, String... args) {
    return launch(List.of(), app, environment, QUICK_START, args);
  }

  /** Starts any program, as an argument of another command. */
  public static StepProcess launchUnder(List<String> command,
      Class<?> program, String... args) {
    return launch(command, program, Map.of(), QUICK_START, args);
  }

  private static StepProcess answering(StepProcess step) {
    if (step.port == 0) {
      throw new IllegalStateException("No start: " + step.output());
    }
    return step;
  }

  private static StepProcess launch(List<String> before, Class<?> app,
      Map<String, String> environment, List<String> options,
      String... args) {
    try {
      List<String> command = new ArrayList<>(before);
      command.addAll(List.of(
          Path.of(System.getProperty("java.home"), "bin", "java").toString(),
          "--enable-native-access=ALL-UNNAMED",
          "-cp", System.getProperty("java.class.path")));
      command.addAll(options);
      command.add(app.getName());
      command.addAll(List.of(args));
      ProcessBuilder builder = new ProcessBuilder(command);
      builder.environment().put("TRACE", "off");
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
      note(line);
      Matcher address = ADDRESS.matcher(line);
      port = address.find() ? Integer.parseInt(address.group(1)) : 0;
    }
    rest = new Thread(() -> lines.lines().forEach(this::note),
        "output of " + process.pid());
    rest.setDaemon(true);
    rest.start();
  }

  /** But for what Java itself says where JAVA_TOOL_OPTIONS is set. */
  private void note(String line) {
    synchronized (output) {
      if (!line.startsWith("Picked up ")) {
        output.append(line).append('\n');
      }
    }
  }

  public int port() {
    return port;
  }

  public long id() {
    return process.pid();
  }

  public String output() {
    synchronized (output) {
      return output.toString();
    }
  }

  /** Ends it as Ctrl-C would, and returns the exit code. */
  public int stop() {
    process.toHandle().destroy(); // and its output can still be read
    return exitCode();
  }

  /** Kills it as a failing computer would: it can do nothing any more. */
  public void kill() {
    kill(process);
    exitCode();
  }

  private static void kill(Process process) {
    process.descendants() // strace would let it go on
        .forEach(ProcessHandle::destroyForcibly);
    process.toHandle().destroyForcibly();
  }

  /** Waits for its end. */
  public int exitCode() {
    try {
      if (!process.waitFor(30, SECONDS)) {
        throw new IllegalStateException("Does not end: " + output());
      }
      RUNNING.remove(process);
      rest.join(SECONDS.toMillis(10)); // its last output may be on its way
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
