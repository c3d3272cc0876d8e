package viewcounter.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import viewcounter.testing.CourseFolder;

/** What the texts name exists: files, tests, and test classes. */
class NamesTest {

  private static final Pattern LINK = Pattern.compile("]\\(([^)#:]+)\\)");
  private static final Pattern TEST =
      Pattern.compile("`([a-z0-9]+(?:_[A-Za-z0-9]+){3,})`");
  private static final Pattern TEST_CLASS = Pattern.compile("`(\\w+Test)`");

  private static final Pattern CLASS =
      Pattern.compile("`([A-Z]+[a-z][A-Za-z]*)`");
  private static final Set<String> NOT_OURS =
      Set.of("Session", "Secure", "HttpOnly", "Host", "Origin", "Jane");
  private static final Pattern PROGRAM = Pattern.compile(
      "(?:MAIN_CLASS_NAME\" value=|\"mainClass\": )\"([^\"]+)\"");

  @Test
  void each_link_leads_to_a_file() throws IOException {
    assertAllAreThere(LINK, (text, link) ->
        Files.exists(text.resolveSibling(link)));
  }

  @Test
  void each_test_that_is_named_exists() throws IOException {
    String tests = tests();
    assertAllAreThere(TEST, (text, name) ->
        tests.contains(" void " + name + "("));
  }

  @Test
  void each_test_class_that_is_named_exists() throws IOException {
    String tests = tests();
    assertAllAreThere(TEST_CLASS, (text, name) ->
        tests.contains("class " + name + " "));
  }

  @Test
  void each_class_that_is_named_exists() throws IOException {
    String sources = files(file -> file.toString().endsWith(".java"))
        .stream().map(NamesTest::text).collect(Collectors.joining());
    assertAllAreThere(CLASS, (text, name) -> NOT_OURS.contains(name)
        || Pattern.compile("\\b(class|record|interface) " + name + "\\b")
            .matcher(sources).find());
  }

  @Test
  void each_program_that_an_IDE_runs_exists() throws IOException {
    String settings = files(file -> file.toString()
        .matches(".*(launch.json|\\.run\\.xml)")).stream()
        .map(NamesTest::text).collect(Collectors.joining());
    List<String> programs = PROGRAM.matcher(settings).results()
        .map(found -> found.group(1)).sorted().distinct().toList();
    assertEquals(Stream.concat(Stream.of("viewcounter.course.Course"),
        IntStream.rangeClosed(1, 5).mapToObj(step ->
            "viewcounter.step" + step + ".App")).toList(), programs);
    for (String program : programs) {
      assertEquals(1, files(file -> file.endsWith(
          program.replace('.', '/') + ".java")).size(), program);
    }
  }

  private interface Check {
    boolean isThere(Path text, String name);
  }

  private static void assertAllAreThere(Pattern names, Check check)
      throws IOException {
    List<String> missing = new ArrayList<>();
    for (Path text : files(file -> file.toString().endsWith(".md"))) {
      List<String> lines = Files.readAllLines(text);
      for (int i = 0; i < lines.size(); i++) {
        Matcher name = names.matcher(lines.get(i));
        while (name.find()) {
          if (!check.isThere(text, name.group(1))) {
            missing.add(CourseFolder.ROOT.relativize(text) + ":" + (i + 1)
                + " names " + name.group(1) + ", which does not exist");
          }
        }
      }
    }
    assertEquals("", String.join("\n", missing));
  }

  private static String tests() throws IOException {
    return files(file -> file.toString().endsWith("Test.java")
        || file.toString().endsWith("Contract.java")).stream()
        .map(NamesTest::text).collect(Collectors.joining());
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<Path> files(Predicate<Path> wanted)
      throws IOException {
    try (Stream<Path> files = Files.walk(CourseFolder.ROOT)) {
      return files.filter(wanted).filter(file ->
          !CourseFolder.ROOT.relativize(file).toString()
              .contains("target"))
          .toList();
    }
  }
}
