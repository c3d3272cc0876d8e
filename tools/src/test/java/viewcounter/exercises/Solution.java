package viewcounter.exercises;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.PatchFailedException;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import viewcounter.testing.CourseFolder;
import viewcounter.testing.StepProcess;
import viewcounter.testing.TestServer;

/**
 * A step with the changes that solve an exercise, compiled into a folder, with
 * the tests of the step: a reader who solves it wants to run these, too.
 */
final class Solution implements AutoCloseable {

  private final Path diff;
  private final Path work;

  Solution(Exercise exercise) throws IOException {
    this(exercise, UnaryOperator.identity());
  }

  /** @param change what is different in it, to make a wrong one */
  Solution(Exercise exercise, UnaryOperator<String> change)
      throws IOException {
    Path module = module(exercise.step());
    diff = module.resolve("solutions").resolve(exercise.name() + ".diff");
    work = Files.createTempDirectory("viewcounter");
    copy(module.resolve("src/main"), work.resolve("src/main"));
    for (String file :
        change.apply(read(diff)).split("(?m)^diff --git .*\n")) {
      if (!file.isEmpty()) {
        apply(file.substring(file.indexOf("--- ")));
      }
    }
    compile(work.resolve("src/main/java"), module.resolve("src/test/java"));
  }

  /** The folder of a step. */
  static Path module(int step) throws IOException {
    try (Stream<Path> folders = Files.list(CourseFolder.ROOT)) {
      return folders.filter(folder -> folder.getFileName().toString()
          .startsWith("step" + step + "-")).findFirst().orElseThrow();
    }
  }

  /** The options with which Java runs it in place of the step itself. */
  List<String> options() {
    List<String> options = new ArrayList<>(StepProcess.QUICK_START);
    options.addAll(List.of("-cp", work.resolve("classes") + File.pathSeparator
        + System.getProperty("java.class.path"))); // the last -cp counts
    return options;
  }

  /** Changes one file; the folder of the step is left out of its name. */
  private void apply(String change) throws IOException {
    List<String> lines = change.lines().toList();
    String name = lines.get(1).substring("+++ ".length())
        .replaceFirst("\\s.*", "").replaceFirst("^.*?/src/", "src/");
    Path file = work.resolve(name);
    List<String> old = Files.exists(file) ? read(file).lines().toList()
        : List.of();
    try {
      List<String> changed = UnifiedDiffUtils.parseUnifiedDiff(lines)
          .applyFuzzy(new ArrayList<>(old), 0);
      Files.write(file, changed);
    } catch (PatchFailedException e) {
      throw new AssertionError(CourseFolder.ROOT.relativize(diff)
          + " no longer fits " + name + ". Change that file so that the"
          + " exercise is solved, and take what git diff says", e);
    }
  }

  private void compile(Path... sources) throws IOException {
    List<String> arguments = new ArrayList<>(List.of("-d",
        work.resolve("classes").toString(), "-nowarn", "-proc:none"));
    for (Path folder : sources) {
      try (Stream<Path> files = Files.walk(folder)) {
        files.map(Path::toString).filter(file -> file.endsWith(".java"))
            .forEach(arguments::add);
      }
    }
    copy(work.resolve("src/main/resources"), work.resolve("classes"));
    int result = ToolProvider.getSystemJavaCompiler().run(null, null, null,
        arguments.toArray(String[]::new));
    assertTrue(result == 0, CourseFolder.ROOT.relativize(diff)
        + " does not compile");
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectories(to);
    if (Files.exists(from)) {
      try (Stream<Path> files = Files.walk(from)) {
        for (Path file : files.skip(1).toList()) {
          Files.copy(file, to.resolve(from.relativize(file).toString()));
        }
      }
    }
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file).replace("\r\n", "\n");
  }

  @Override
  public void close() throws IOException {
    TestServer.delete(work);
  }
}
