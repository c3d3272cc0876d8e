package viewcounter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.MINUTES;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Scanner;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;
import viewcounter.attacks.Attack;
import viewcounter.attacks.Attacks;
import viewcounter.attacks.Attempt;
import viewcounter.site.HtmlUnitWindow;
import viewcounter.story.Story;

/**
 * A program that carries out attacks, on the steps as they were when it was
 * started. The lab tells it which, and can end it at any time.
 */
final class Worker implements AutoCloseable {

  private static final long PAUSE = 200; // ms between two looks at a story
  private static final Gson GSON = new Gson();

  private final String classPath;
  private final Process process;
  private final BufferedReader results;

  /** @param temporary a folder for what it stores meanwhile */
  Worker(String classPath, Path temporary) throws IOException {
    this.classPath = classPath;
    process = new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED", "-XX:TieredStopAtLevel=1",
        "-Djava.io.tmpdir=" + temporary,
        "-Dorg.slf4j.simpleLogger.defaultLogLevel=off",
        "-cp", classPath, Worker.class.getName())
        .redirectError(ProcessBuilder.Redirect.DISCARD).start();
    results = process.inputReader(UTF_8);
  }

  /** Whether it has these classes, and runs. */
  boolean isOf(String path) {
    return classPath.equals(path) && process.isAlive();
  }

  /**
   * Carries an attack out on a step.
   *
   * @param sofar is given what has happened so far, every now and then
   */
  Result attempt(int attack, int step, Consumer<Result> sofar)
      throws IOException {
    OutputStream orders = process.getOutputStream();
    try {
      orders.write((attack + " " + step + "\n").getBytes(UTF_8));
      orders.flush();
    } catch (IOException e) { // it has ended, as the results show as well
      return Result.STOPPED;
    }
    for (String line; (line = results.readLine()) != null; ) {
      Result result = GSON.fromJson(line, Result.class);
      if (result.isFinal()) {
        return result;
      }
      sofar.accept(result);
    }
    return Result.STOPPED;
  }

  /** Ends it with all that it has started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Reads numbers of attacks and steps, and writes lines of results. */
  public static void main(String... args) throws InterruptedException {
    PrintStream lines = new PrintStream(System.out, true, UTF_8);
    System.setOut(System.err); // a step may print something
    Scanner orders = new Scanner(System.in, UTF_8);
    while (orders.hasNextInt()) {
      carryOut(orders.nextInt(), orders.nextInt(), lines::println);
    }
    System.exit(0); // the lab is gone
  }

  /** Carries an attack out in this program; results as JSON, one a line. */
  static void carryOut(int attack, int step, Consumer<String> lines)
      throws InterruptedException {
    ScheduledExecutorService watcher =
        Executors.newSingleThreadScheduledExecutor();
    Result result;
    try {
      result = result(Attacks.ALL.get(attack), step, story ->
          watcher.scheduleWithFixedDelay(() -> lines.accept(GSON.toJson(
              Result.unfinished(story.events()))), PAUSE, PAUSE, MILLISECONDS));
    } finally {
      watcher.shutdown(); // or it would keep a program that has failed alive
    }
    watcher.awaitTermination(1, MINUTES); // the result is the last line
    lines.accept(GSON.toJson(result));
  }

  private static Result result(Attack attack, int step,
      Consumer<Story> beginning) {
    try {
      Attempt attempt =
          Attempt.of(attack, step, HtmlUnitWindow::new, beginning);
      return new Result(attempt.works(), attempt.isAsExpected(),
          attempt.story(), null, false);
    } catch (Exception | LinkageError e) {
      return Result.failed("The step does not do what the attack needs: "
          + (e.getMessage() == null ? e.toString() : e.getMessage()));
    }
  }
}
