package viewcounter.testing;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;

/** Inputs of a fuzz target: examples, and what fuzzing has found. */
public final class Corpus {

  /** A fuzz target: throws if something is wrong. */
  public interface Target {
    void test(byte[] input) throws Exception;
  }

  private Corpus() {}

  /** Tests a target once more with each input that was kept. */
  public static Stream<DynamicTest> replay(String name, Target target) {
    return files(name).stream().map(file -> dynamicTest(
        file.getFileName().toString(),
        () -> target.test(Files.readAllBytes(file))));
  }

  /** The inputs, each a file. */
  public static List<Path> files(String name) {
    try (Stream<Path> files = Files.list(folder(name))) {
      return files.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where they are; tests run in the top folder of the course or a step's. */
  public static Path folder(String name) {
    Path course = Path.of(Files.exists(Path.of("mvnw")) ? "" : "..");
    try (Stream<Path> steps = Files.list(course)) {
      return steps.map(step -> step.resolve("src/test/resources/fuzz"))
          .map(folder -> folder.resolve(name)).filter(Files::exists)
          .findFirst().orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
