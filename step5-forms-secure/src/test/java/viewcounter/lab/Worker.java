package viewcounter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.Gson;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Scanner;
import viewcounter.attacks.Attack;
import viewcounter.attacks.Attacks;
import viewcounter.attacks.Attempt;
import viewcounter.site.HtmlUnitWindow;
import viewcounter.story.Event;

/**
 * A program that carries out attacks, on the steps as they were when it was
 * started. The lab tells it which, and can end it at any time.
 */
final class Worker implements AutoCloseable {

  /**
   * How an attack went.
   *
   * @param works whether it worked; null if it could not be carried out
   * @param asExpected whether it ended as the table of attacks says
   * @param trouble why it could not be carried out
   */
  record Result(Boolean works, boolean asExpected, List<Event> story,
      String trouble) {

    static final Result STOPPED = failed("It was stopped.");

    static Result failed(String trouble) {
      return new Result(null, false, List.of(), trouble);
    }
  }

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

  /** Carries an attack out on a step. */
  Result attempt(int attack, int step) throws IOException {
    OutputStream orders = process.getOutputStream();
    try {
      orders.write((attack + " " + step + "\n").getBytes(UTF_8));
      orders.flush();
    } catch (IOException e) { // it has ended, as the results show as well
      return Result.STOPPED;
    }
    String line = results.readLine();
    return line == null ? Result.STOPPED : GSON.fromJson(line, Result.class);
  }

  /** Ends it with all that it has started. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }

  /** Reads numbers of attacks and steps, and writes a line for each result. */
  public static void main(String... args) {
    PrintStream lines = new PrintStream(System.out, true, UTF_8);
    System.setOut(System.err); // a step may print something
    Scanner orders = new Scanner(System.in, UTF_8);
    while (orders.hasNextInt()) {
      lines.println(carryOut(orders.nextInt(), orders.nextInt()));
    }
    System.exit(0); // the lab is gone
  }

  /** Carries an attack out in this program; the result as JSON. */
  static String carryOut(int attack, int step) {
    return GSON.toJson(result(Attacks.ALL.get(attack), step));
  }

  private static Result result(Attack attack, int step) {
    try {
      Attempt attempt = Attempt.of(attack, step, HtmlUnitWindow::new);
      return new Result(attempt.works(), attempt.isAsExpected(),
          attempt.story(), null);
    } catch (Exception | AssertionError | LinkageError e) {
      return Result.failed("The step does not do what the attack needs: "
          + (e.getMessage() == null ? e.toString() : e.getMessage()));
    }
  }
}
