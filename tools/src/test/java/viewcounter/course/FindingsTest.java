package viewcounter.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.testing.CourseFolder;

class FindingsTest {

  @TempDir
  Path folder;

  private final ByteArrayOutputStream shown = new ByteArrayOutputStream();

  private void script(String name, String body) throws IOException {
    Files.writeString(folder.resolve(name + ".sh"), body);
  }

  private int run(Duration limit, String... words) throws Exception {
    return new Findings(limit, new PrintStream(shown, true, UTF_8))
        .run(Findings.named(folder, List.of(words)));
  }

  private void assertShows(String lines) {
    assertEquals(lines, shown.toString(UTF_8).replace("\r\n", "\n"));
  }

  @Test
  void what_is_as_expected_takes_a_line() throws Exception {
    script("b-cookie", "echo seen");
    script("a-number", "echo seen");
    assertEquals(0, run(Duration.ofMinutes(1)));
    assertShows("as expected    a-number\nas expected    b-cookie\n");
  }

  @Test
  void what_has_changed_is_shown_with_its_output() throws Exception {
    script("a", "echo version 2; echo it is fixed >&2; exit 1");
    script("b", "no-such-command-here 2>/dev/null");
    script("c", "cat; echo seen");
    assertEquals(1, run(Duration.ofMinutes(1)));
    assertShows("changed        a\n  version 2\n  it is fixed\n"
        + "could not run  b\nas expected    c\n");
  }

  @Test
  void what_could_not_run_is_not_called_changed() throws Exception {
    script("a", "echo there is no npm; exit 75");
    assertEquals(2, run(Duration.ofMinutes(1)));
    assertShows("could not run  a\n  there is no npm\n");
  }

  @Test
  void what_takes_too_long_is_ended() throws Exception {
    script("a", "echo begun; sleep 600; echo done");
    assertEquals(2, run(Duration.ofSeconds(2)));
    assertTrue(shown.toString(UTF_8).startsWith("could not run  a\n  begun\n"),
        shown.toString(UTF_8));
  }

  @Test
  void words_choose_some() throws Exception {
    script("two-cookies", "true");
    script("one-cookie", "true");
    script("two-numbers", "exit 1");
    assertEquals(0, run(Duration.ofMinutes(1), "Cookie", "two"));
    assertShows("as expected    two-cookies\n");
  }

  @TestFactory
  Stream<DynamicTest> each_script_stops_at_an_error_and_is_short() {
    return Findings.named(CourseFolder.ROOT.resolve("findings"),
        List.of()).stream().map(script ->
            dynamicTest(script.getFileName().toString(), () -> {
      List<String> lines = Files.readAllLines(script);
      assertTrue(lines.contains("set -euo pipefail"), "set -euo pipefail");
      assertTrue(lines.size() <= 70, lines.size() + " lines");
    }));
  }
}
