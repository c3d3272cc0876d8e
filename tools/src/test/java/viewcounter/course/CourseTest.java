package viewcounter.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static viewcounter.testing.CourseFolder.ROOT;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.launch.Settings;
import viewcounter.store.Store;
import viewcounter.testing.Browser;
import viewcounter.testing.Skip;
import viewcounter.testing.TestDatabase;

/** The script, as people start it. */
class CourseTest {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  private static final String VIEWS = """
      {
        "users": {
          "jane": {
            "views": %d
          }
        }
      }
      """;

  private record Views(int views) {}

  @TempDir
  Path folder;

  /** What a program has printed, and its exit code. */
  private record Ended(int code, String output) {}

  @BeforeAll
  static void needs_a_shell() {
    Skip.unless(File.separatorChar == '/', "./course needs a Unix shell");
  }

  @Test
  void without_arguments_it_lists_the_commands_with_a_line_each()
      throws Exception {
    Ended list = ended(course(Map.of()));
    assertEquals(0, list.code());
    assertEquals(Commands.ALL.stream().map(Commands.Command::usage).toList(),
        list.output().lines().map(line ->
            line.strip().split(" {2,}")[0]).toList());
    list.output().lines().forEach(line ->
        assertTrue(line.length() <= 80, line));
  }

  @Test
  void a_wrong_command_is_reported_with_the_list_of_commands()
      throws Exception {
    assertEquals(new Ended(1, "There is no command \"Atack\"; close to it:"
        + " attack. There are:\n" + ended(course(Map.of())).output()),
        ended(course(Map.of(), "Atack", "fixation")));
  }

  @Test
  void a_wrong_step_is_reported_in_a_sentence() throws Exception {
    assertEquals(new Ended(1, "There are five steps, 1 to 5; there is no step"
        + " \"6\".\n"), ended(course(Map.of(), "run", "6")));
  }

  @Test
  void a_typing_error_in_an_attack_is_reported_in_a_sentence()
      throws Exception {
    assertEquals(new Ended(1, "No attack has the words \"session fixing\" in"
        + " its name. All names are in ATTACKS.md.\n"),
        ended(course(Map.of(), "attack", "session", "fixing")));
  }

  @Test
  void nothing_stored_is_reported_in_a_sentence() throws Exception {
    assertEquals(new Ended(1, "Nothing is stored in " + folder + " yet: start"
        + " the step, and use it.\n"),
        ended(course(Map.of("DATA_DIR", folder.toString()), "peek", "3")));
  }

  @Test
  void a_database_is_shown_as_a_folder_is() throws Exception {
    try (TestDatabase database = TestDatabase.create()) {
      count(new Settings("127.0.0.1", 0, folder, false, database.url()), 1);
      assertEquals(new Ended(0, VIEWS.formatted(1)), ended(course(
          Map.of("DATABASE_URL", database.url()), "peek", "3")));
      assertEquals(new Ended(1, "Cannot use the database"
          + " jdbc:postgresql://localhost:" + database.port() + "/none: there"
          + " is no database of that name. Correct the environment variable"
          + " DATABASE_URL, or remove it to keep the data in files.\n"),
          ended(course(Map.of("DATABASE_URL", database.url()
              .replace(database.name(), "none") + "&password=secret"),
              "peek", "3")));
    }
  }

  @Test
  void what_is_stored_is_shown_at_each_change_until_the_script_is_ended()
      throws Exception {
    Settings settings = new Settings(0, folder);
    Process peek = course(Map.of("DATA_DIR", folder.toString()), "peek", "3",
        "--watch");
    try {
      BufferedReader lines = peek.inputReader(UTF_8);
      assertTrue(lines.readLine().matches("Since \\d\\d:\\d\\d:\\d\\d"));
      assertTrue(lines.readLine().startsWith("Nothing is stored in "));
      for (int views = 1; views <= 2; views++) {
        count(settings, views);
        assertTrue(lines.readLine().startsWith("Since "));
        for (String line : VIEWS.formatted(views).lines().toList()) {
          assertEquals(line, lines.readLine());
        }
      }
      assertEquals(0, new ProcessBuilder("kill", "-INT", "" + peek.pid())
          .start().waitFor());
      assertTrue(peek.waitFor(30, SECONDS));
      assertEquals(130, peek.exitValue());
    } finally {
      peek.destroyForcibly();
    }
  }

  private static void count(Settings settings, int views) {
    try (Store store = Store.open(settings)) {
      store.table("users", Views.class).put("jane", new Views(views));
    }
  }

  @Test
  void Mallory_attacks_the_step_at_the_port_of_the_environment()
      throws Exception {
    Process mallory = course(Map.of("PORT", "3999"), "mallory", "4");
    try {
      String line = mallory.inputReader(UTF_8).readLine();
      assertTrue(line.startsWith("Log in at http://localhost:3999, then "),
          line);
    } finally {
      mallory.destroy();
      mallory.waitFor();
    }
  }

  @ParameterizedTest
  @CsvSource({"INT, 130", "TERM, 143"}) // Ctrl-C, and what kill sends
  void a_step_runs_until_the_script_is_ended(String signal, int code)
      throws Exception {
    Process step = course(Map.of("DATA_DIR", folder.toString(), "PORT", "0",
        "TRACE", "off"), "run", "4", "--plaintext");
    try {
      BufferedReader lines = step.inputReader(UTF_8);
      String line = lines.readLine();
      assertEquals("PASSWORDS ARE STORED IN PLAIN TEXT: only for a look!",
          line);
      line = lines.readLine();
      assertTrue(line.startsWith("Step 4 runs at http://localhost:"), line);
      String url = line.replaceFirst("Step 4 runs at (\\S+) .*", "$1");
      assertEquals("Please log in", new Browser(url).sees("/"));
      assertTrue(lines.readLine().endsWith("(process " + step.pid() + ")."));
      assertEquals(0, new ProcessBuilder("kill", "-" + signal,
          "" + step.pid()).start().waitFor());
      assertTrue(step.waitFor(30, SECONDS));
      assertEquals(code, step.exitValue());
    } finally {
      step.destroyForcibly();
    }
  }

  @Test
  void a_link_to_it_may_be_anywhere() throws Exception {
    Path other = Files.createDirectory(folder.resolve("a folder"));
    Path link = Files.createSymbolicLink(other.resolve("my course"),
        ROOT.resolve("course"));
    assertEquals(new Ended(0, "Step 1 keeps nothing on disk: that is what"
        + " step 2 is for.\n"), ended(start(other, Map.of(),
            List.of(link.toString(), "peek", "1"))));
    Files.delete(link);
  }

  @Test
  void a_missing_Java_is_reported_in_a_sentence() throws Exception {
    assertEquals(new Ended(1, "There is no /nowhere/bin/java: install a JDK,"
        + " version 17 or newer, or set JAVA_HOME to one.\n"),
        ended(course(Map.of("JAVA_HOME", "/nowhere"))));
  }

  @Test
  void it_builds_when_nothing_has_been_built_yet() throws Exception {
    Files.copy(ROOT.resolve("course"), folder.resolve("course"));
    mavenThatFails();
    assertEquals(new Ended(1, "Building; the first time takes a few minutes"
        + " ...\n-q test-compile does not compile\n"),
        ended(start(folder, Map.of(), List.of("sh", "course", "peek", "1"))));
  }

  @Test
  void it_builds_when_a_source_was_changed_or_deleted() throws Exception {
    mavenThatFails();
    Path sources = Files.createDirectories(folder.resolve("step1/src"));
    Path source = Files.createFile(sources.resolve("App.java"));
    Path pom = Files.createFile(folder.resolve("step1/pom.xml"));
    Files.createFile(folder.resolve("pom.xml"));
    Instant built = Instant.now().minusSeconds(60);
    Ended building = new Ended(1, "Building what has changed, and what builds"
        + " on it; this takes up to a minute ...\n-q test-compile does not compile\n");
    for (Path changed : List.of(source, pom, sources)) {
      isOlderThan(built);
      assertEquals(0, ended(builtAt(built)).code());
      Files.setLastModifiedTime(changed,
          FileTime.from(built.plusSeconds(1)));
      assertEquals(building, ended(builtAt(built)), changed.toString());
    }
  }

  @Test
  void a_step_that_an_IDE_starts_in_its_folder_keeps_its_data_in_the_courses()
      throws Exception {
    Files.createDirectory(folder.resolve("step1-counter"));
    Path step = Files.createDirectory(folder.resolve("step2-filestore"));
    Process program = start(step, Map.of("PORT", "0", "TRACE", "off"),
        List.of(JAVA, "-cp", absoluteClassPath(), "viewcounter.step2.App"));
    try {
      String line = program.inputReader(UTF_8).readLine();
      assertTrue(line.endsWith(" and keeps its data in "
          + folder.toRealPath().resolve("data/step2")), line);
    } finally {
      program.destroy();
      program.waitFor();
    }
  }

  private void mavenThatFails() throws IOException {
    Files.writeString(folder.resolve("mvnw"),
        "echo \"$@\" does not compile >&2; exit 1\n");
  }

  private void isOlderThan(Instant time) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.toList()) {
        Files.setLastModifiedTime(file,
            FileTime.from(time.minusSeconds(1)));
      }
    }
  }

  private Process builtAt(Instant time) throws IOException {
    return start(folder, Map.of(), List.of(JAVA, "-cp", absoluteClassPath(),
        "-Dcourse.built=" + time, Course.class.getName(), "peek", "1"));
  }

  private static String absoluteClassPath() {
    return Arrays.stream(System.getProperty("java.class.path")
        .split(File.pathSeparator)).map(entry ->
            Path.of(entry).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }

  private static Process course(Map<String, String> environment,
      String... words) throws IOException {
    List<String> command =
        new ArrayList<>(List.of(ROOT.resolve("course").toString()));
    command.addAll(List.of(words));
    return start(ROOT.resolve("step3-users"), environment, command);
  }

  private static Process start(Path folder, Map<String, String> environment,
      List<String> command) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(heeding(command))
        .directory(folder.toFile()).redirectErrorStream(true);
    builder.environment().keySet()
        .removeAll(List.of("DATA_DIR", "DATABASE_URL", "PORT", "TRACE",
            "JDK_JAVA_OPTIONS", "JAVA_TOOL_OPTIONS"));
    builder.environment().putAll(environment);
    return builder.start();
  }

  /** A background process may ignore Ctrl-C, and so does what it starts. */
  private static List<String> heeding(List<String> command) {
    List<String> reset = List.of("env", "--default-signal=INT"); // GNU's
    try {
      Process trial = new ProcessBuilder(
          Stream.concat(reset.stream(), Stream.of("true")).toList()).start();
      return trial.waitFor() == 0
          ? Stream.concat(reset.stream(), command.stream()).toList() : command;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Ended ended(Process process) throws Exception {
    try {
      assertTrue(process.waitFor(60, SECONDS), "It does not end");
      return new Ended(process.exitValue(),
          new String(process.getInputStream().readAllBytes(), UTF_8));
    } finally {
      process.destroyForcibly();
    }
  }
}
