package viewcounter.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static viewcounter.testing.CourseFolder.ROOT;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.course.Fuzzing.Target;
import viewcounter.testing.Corpus;

class FuzzingTest {

  @TempDir
  Path folder;

  /** A target that fails on a few inputs that nobody would guess. */
  static class Vulnerable {

    public static void fuzzerTestOneInput(byte[] input) {
      if (new String(input, UTF_8).startsWith("open sesame")) {
        throw new IllegalStateException("It is open");
      }
    }
  }

  @Test
  void it_finds_an_input_that_fails_and_keeps_it() throws Exception {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    Path seeds = Files.createDirectory(folder.resolve("seeds"));
    boolean fine = new Fuzzing(folder.resolve("found"),
        new PrintStream(shown)).isFine(new Target("cave",
            Vulnerable.class.getName()), seeds, 60);
    assertFalse(fine, shown::toString);
    assertTrue(shown.toString().contains("IllegalStateException: It is open"),
        shown::toString);
    try (Stream<Path> found = Files.list(folder.resolve("found"))) {
      Path input = found.filter(file -> file.getFileName().toString()
          .startsWith("cave-crash-")).findFirst().orElseThrow();
      assertThrows(IllegalStateException.class, () ->
          Vulnerable.fuzzerTestOneInput(Files.readAllBytes(input)));
    }
  }

  @Test
  void each_fuzz_test_class_is_a_target_with_inputs() throws Exception {
    try (Stream<Path> files = Files.walk(ROOT)) {
      assertEquals(Fuzzing.TARGETS.stream().map(target -> target.test()
          .replaceAll(".*\\.", "") + ".java").sorted().toList(),
          files.map(file -> file.getFileName().toString())
              .filter(file -> file.endsWith("FuzzTest.java"))
              .sorted().toList());
    }
    for (Target target : Fuzzing.TARGETS) {
      assertFalse(Corpus.files(target.name()).isEmpty(), target.name());
    }
  }
}
