package viewcounter.course;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.stream.Stream;
import viewcounter.course.Commands.Action;
import viewcounter.testing.CourseFolder;

/** Scripts that show what other people's software does, one after another. */
final class Findings {

  private static final Path FOLDER =
      CourseFolder.ROOT.resolve("findings");
  private static final Duration LIMIT = Duration.ofMinutes(10);

  private enum Outcome { AS_EXPECTED, CHANGED, COULD_NOT_RUN;

    /** A script says with its exit code how it ended. */
    static Outcome of(int code) {
      return code == 0 ? AS_EXPECTED : code == 1 ? CHANGED : COULD_NOT_RUN;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
  }

  private final Duration limit;
  private final PrintStream out;

  /** @param limit for each script */
  Findings(Duration limit, PrintStream out) {
    this.limit = limit;
    this.out = out;
  }

  /** All, or those that have all these words in their names. */
  static Action parse(Queue<String> words) {
    List<String> all = Parsers.rest(words);
    List<Path> scripts = named(FOLDER, all);
    if (scripts.isEmpty()) {
      throw new UsageException("No script in the folder findings has \""
          + String.join(" ", all) + "\" in its name.");
    }
    return () -> new Findings(LIMIT, System.out).run(scripts);
  }

  static List<Path> named(Path folder, List<String> words) {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".sh"))
          .filter(file -> words.stream().allMatch(word ->
              nameOf(file).contains(word.toLowerCase(Locale.ROOT))))
          .sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Runs them, and prints a line for each, with its output if that is needed.
   *
   * @return 0 if all is as expected, 1 if something has changed, 2 if not
   *     everything could run
   */
  int run(List<Path> scripts) throws IOException, InterruptedException {
    Outcome worst = Outcome.AS_EXPECTED;
    for (Path script : scripts) {
      Path output = Files.createTempFile("finding", ".txt");
      Outcome outcome = run(script, output);
      out.println("%-13s  %s".formatted(outcome, nameOf(script)));
      if (outcome != Outcome.AS_EXPECTED) {
        new String(Files.readAllBytes(output)).lines()
            .forEach(line -> out.println("  " + line));
      }
      Files.delete(output);
      worst = worst == Outcome.CHANGED || outcome == Outcome.AS_EXPECTED
          ? worst : outcome;
    }
    return worst.ordinal();
  }

  private Outcome run(Path script, Path output)
      throws IOException, InterruptedException {
    Process bash;
    try {
      bash = new ProcessBuilder("bash", script.toString())
          .redirectInput(ProcessBuilder.Redirect.from(output.toFile()))
          .redirectErrorStream(true).redirectOutput(output.toFile()).start();
    } catch (IOException e) {
      Files.writeString(output, "There is no bash.");
      return Outcome.COULD_NOT_RUN;
    }
    Thread end = new Thread(() -> end(bash)); // Ctrl-C ends it, too
    Runtime.getRuntime().addShutdownHook(end);
    boolean ended = bash.waitFor(limit.toSeconds(), SECONDS);
    Runtime.getRuntime().removeShutdownHook(end);
    if (!ended) {
      end(bash);
      return Outcome.COULD_NOT_RUN;
    }
    return Outcome.of(bash.exitValue());
  }

  private static void end(Process bash) {
    bash.descendants().forEach(ProcessHandle::destroy);
    bash.destroy();
  }

  private static String nameOf(Path script) {
    return script.getFileName().toString().replaceFirst("\\.sh$", "");
  }
}
