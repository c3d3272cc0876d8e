package viewcounter.exercises;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static viewcounter.exercises.Exercise.exercise;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.prose.GeneratedSection;
import viewcounter.testing.CourseFolder;
import viewcounter.testing.StepProcess;

/** No step solves an exercise as it is; each solution does. */
class ExercisesTest {

  @TestFactory
  Stream<DynamicTest> exercises() {
    return Exercises.ALL.stream().flatMap(exercise -> Stream.of(
        dynamicTest(name(exercise) + ": not solved yet", () ->
            assertFalse(exercise.tryWith(StepProcess.QUICK_START).works(),
                "This is solved. If that was you: well done!")),
        dynamicTest(name(exercise) + ": its solution solves it", () -> {
          try (Solution solution = new Solution(exercise)) {
            assertTrue(exercise.tryWith(solution.options()).orThrow().works());
          }
        })));
  }

  @ParameterizedTest
  @CsvSource({"name().shown(), username, spaces around the name",
      "password.strip(), password, spaces around the password",
      "equalsIgnoreCase, equals, The name as the password"})
  void a_solution_that_a_spelling_of_the_name_gets_past_is_none(String right,
      String wrong, String missing) throws Exception {
    Exercise exercise = Exercises.ALL.stream().filter(each ->
        each.name().equals("not-the-name")).findFirst().orElseThrow();
    try (Solution solution =
        new Solution(exercise, diff -> diff.replace(right, wrong))) {
      String lacks = exercise.tryWith(solution.options()).reason();
      assertNotNull(lacks, "It is taken for a solution");
      assertTrue(lacks.contains(missing), lacks);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"removeAttribute(\"views\")", "invalidate()"})
  void both_methods_that_an_exercise_hints_at_solve_it(String method)
      throws Exception {
    Exercise exercise = Exercises.ALL.stream().filter(each ->
        each.name().equals("start-over")).findFirst().orElseThrow();
    try (Solution solution = new Solution(exercise, diff ->
        diff.replace("removeAttribute(\"views\")", method))) {
      assertTrue(exercise.tryWith(solution.options()).orThrow().works());
    }
  }

  @Test
  void the_report_shows_what_is_solved_and_what_the_others_lack() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    Progress.report(List.of(
        exercise(1, "first", "Nothing has to happen").by(site -> {}),
        Exercises.ALL.get(0),
        exercise(1, "third", "It answers").by(site -> {
          throw new IllegalStateException();
        })),
        new PrintStream(printed, true, UTF_8));
    assertEquals("""
          solved   step 1, first
          open     step 1, welcome
                     The first GET / has to say: Welcome! Views: 1, but it \
        answers 200: Views: 1
          open     step 1, third
                     java.lang.IllegalStateException

        1 of 3; next: step 1, welcome

        On the first visit, `/` says `Welcome! Views: 1`; after that \
        `Views: 2` as before.
        """, printed.toString(UTF_8).replace("\r\n", "\n"));
  }

  @TestFactory
  Stream<DynamicTest> each_text_has_the_exercises_of_its_step() {
    return IntStream.rangeClosed(1, 5).mapToObj(step ->
        dynamicTest("Step " + step, () -> GeneratedSection.holds(
            CourseFolder.ROOT.relativize(Solution.module(step))
                + "/README.md",
            "exercises", table(step))));
  }

  private static String name(Exercise exercise) {
    return "Step " + exercise.step() + ": " + exercise.name();
  }

  private static String table(int step) {
    return "| exercise | what has to happen | a solution |\n|---|---|---|\n"
        + Exercises.ALL.stream().filter(each -> each.step() == step)
            .map(each -> "| " + each.name() + " | " + each.what()
                + " | [diff](solutions/" + each.name() + ".diff) |\n")
            .collect(joining());
  }
}
