package viewcounter.course;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static viewcounter.prose.GeneratedSection.texts;
import static viewcounter.testing.CourseFolder.ROOT;
import static viewcounter.testing.CourseFolder.textOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.attacks.Attack;
import viewcounter.attacks.Attacks;
import viewcounter.checks.Check.Outcome;

class CommandsTest {

  private static final Pattern COMMAND =
      Pattern.compile("\\./course((?: [^`|\n]+)?)");
  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");
  private static final Pattern SHELL = Pattern.compile("['\"();&|<>$*?!]");
  private static final Pattern QUIET =
      Pattern.compile("<native.access>(.*)</native.access>");

  @ParameterizedTest
  @ValueSource(strings = {"", "help", "--help", "run 1", "run 4 --plaintext",
      "peek 5", "peek 3 --watch",
      "import user_views.json", "import \"my users.json\" 4 --write", "attack session fixation",
      "attack SESSION fixation", "attack fixation --step 3",
      "exercises", "exercises 2", "spec 3", "spec 3 http://localhost:9000",
      "bench", "bench short", "bench pauses",
      "bench soak 3", "cluster", "mallory 5",
      "mallory 4 http://localhost:3001", "findings", "prose", "fuzz", "fuzz 1",
      "fuzz form", "fuzz journal 10", "test FileEngineTest",
      "test viewcounter.store.file.FileEngineTest",
      "test FileEngineTest -Drounds=50",
      "test \"*Test#kills*\" -Drounds=50", "test BadRequestTest"})
  void a_correct_command_is_accepted(String command) {
    assertDoesNotThrow(() -> Commands.parse(words(command)));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '\0', textBlock = """
      run|Which step? For example: ./course run 3
      run 6|There are five steps, 1 to 5; there is no step "6".
      run 3 --plaintext|Only step 4 takes --plaintext.
      run 4 --plain|Too many words after ./course run: --plain
      run 4 --plaintext x|Too many words after ./course run: x
      peek|Which step? For example: ./course peek 3
      peek 0|There are five steps, 1 to 5; there is no step "0".
      peek 3 4|Too many words after ./course peek: 4
      peek 3 --wacth|Too many words after ./course peek: --wacth
      peek 3 --watch 4|Too many words after ./course peek: 4
      import|Which file? For example: ./course import user_views.json
      import --write|Which file? For example: ./course import user_views.json
      import a.json 3|Only steps 4 and 5 have passwords. For example: ./course \
      import user_views.json 4
      import a.json --wirte|There are five steps, 1 to 5; there is no step \
      "--wirte".
      import a.json 4 b.json|Too many words after ./course import: b.json
      exercises six|There are five steps, 1 to 5; there is no step "six".
      exercises 1 2|Too many words after ./course exercises: 2
      spec|Which step? For example: ./course spec 3
      spec 9 x|There are five steps, 1 to 5; there is no step "9".
      spec 3 a b|Too many words after ./course spec: b
      prose x|Too many words after ./course prose: x
      bench x|There is no part "x" of the benchmarks, but store, views, \
      starts, stored, pauses, database, peers, logins, short, soak.
      bench soak x|The number of minutes has to follow: ./course bench soak 3
      bench store x|Too many words after ./course bench: x
      findings no such|No script in the folder findings has "no such" in its \
      name.
      fuzz x|There is no target "x" of fuzzing, but requests, form, journal.
      fuzz form x|The number of minutes has to be 1 to 9999, but it is "x".
      fuzz 0|The number of minutes has to be 1 to 9999, but it is "0".
      fuzz form 1 2|Too many words after ./course fuzz: 2
      mallory 3|Mallory attacks step 4 or 5. For example: ./course mallory 4
      mallory|Which step? For example: ./course mallory 3
      mallory 4 http://localhost:9000 x|Too many words after ./course \
      mallory: x
      cluster 3|Too many words after ./course cluster: 3
      attack|Which attack? Give some words of its name, such as: ./course \
      attack session fixation
      attack session fixing|No attack has the words "session fixing" in its \
      name. All names are in ATTACKS.md.
      attack fixation --step|Which step? For example: ./course attack \
      fixation --step 3
      attack fixation --step 9|There are five steps, 1 to 5; there is no step \
      "9".
      attack fixation --step 3 4|Too many words after ./course attack: 4
      test|Which test? For example: ./course test FileEngineTest
      test A B|Which test? For example: ./course test FileEngineTest
      test Tpyo|There is no test class "Tpyo".
      test CommandTset|There is no test class "CommandTset"; close to it: \
      CommandsTest.
      test CourseTest#zzzzzz|There is no test "CourseTest#zzzzzz".
      test CourseTest#wrnog_step|There is no test "CourseTest#wrnog_step"; \
      close to it: a_wrong_step_is_reported_in_a_sentence.
      """)
  void a_wrong_command_is_reported_in_a_sentence(String command,
      String sentence) {
    assertEquals(sentence, assertThrows(UsageException.class,
        () -> Commands.parse(words(command))).getMessage());
  }

  @TestFactory
  Stream<DynamicTest> each_command_in_the_texts_is_correct()
      throws IOException {
    return files().map(file -> dynamicTest(file, () ->
        COMMAND.matcher(textOf(file)).results().forEach(found ->
            assertDoesNotThrow(() -> Commands.parse(words(found.group(1))),
                found::group))));
  }

  @Test
  void an_attack_in_the_text_of_a_step_shows_that_step() throws IOException {
    assertEquals(List.of(), files().filter(file -> file.startsWith("step4"))
        .flatMap(file -> COMMAND.matcher(textOf(file)).results())
        .map(found -> found.group(1).strip())
        .filter(command -> command.startsWith("attack ")
            && !command.endsWith(" --step 4")
            && Attacks.named(command.substring("attack ".length())).stream()
                .anyMatch(CommandsTest::isShownByTheStepBefore)).toList());
  }

  /** Steps with the same story are shown with the requests of the first. */
  private static boolean isShownByTheStepBefore(Attack attack) {
    return attack.on(3) == Outcome.WORKS && attack.on(4) == Outcome.WORKS;
  }

  @Test
  void a_shell_passes_on_each_command_as_it_is() throws IOException {
    assertEquals(List.of(), files().flatMap(file -> COMMAND.matcher(
        textOf(file)).results().map(MatchResult::group)
        .filter(command -> SHELL.matcher(command.replaceAll("\"[^\"]*\"", ""))
            .find())).toList());
  }

  @Test
  void the_texts_name_each_command() throws IOException {
    String all = String.join("\n", files().map(file -> textOf(file)).toList());
    assertEquals(List.of(), Commands.ALL.stream().map(command ->
        "./course " + command.name()).filter(name -> !all.contains(name))
        .toList());
  }

  @Test
  void no_text_names_a_long_form() throws IOException {
    assertEquals(List.of(), files().filter(file -> Pattern.compile(
        "mvnw[^`\n]* \"?-D(attack|exercises|spec|step|prose|bench|test)\\b")
        .matcher(textOf(file)).find()).toList());
  }

  @Test
  void prose_runs_each_class_that_can_write_a_text() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      assertEquals(files.filter(file -> file.toString().endsWith("Test.java"))
          .filter(file -> textOf(file.toString())
              .contains("GeneratedSection" + ".holds("))
          .map(file -> file.getFileName().toString().replace(".java", ""))
          .sorted().toList(), Tests.OF_THE_TEXTS);
    }
  }

  @Test
  void an_IDE_starts_all_with_the_options_that_keep_java_quiet()
      throws IOException {
    MatchResult quiet = QUIET.matcher(textOf("pom.xml")).results()
        .findFirst().orElseThrow();
    String launch = textOf(".vscode/launch.json");
    assertEquals(launch.split("\"mainClass\"").length, launch.split(
        "\"vmArgs\": \"" + quiet.group(1) + "\"").length);
    try (Stream<Path> files = Files.list(ROOT.resolve(".run"))) {
      files.map(file -> textOf(file.toString()))
          .filter(text -> text.contains("MAIN_CLASS_NAME"))
          .forEach(text -> assertTrue(text.contains(
              "name=\"VM_PARAMETERS\" value=\"" + quiet.group(1) + "\""),
              text));
    }
  }

  private static Stream<String> files() throws IOException {
    return Stream.concat(texts().stream(), texts().stream()
        .filter(text -> text.matches("step\\d.*README.md"))
        .map(text -> text.replace("README.md", "requests.http")));
  }

  private static List<String> words(String command) {
    return WORD.matcher(command).results().map(word ->
        word.group(1) == null ? word.group(2) : word.group(1)).toList();
  }
}
