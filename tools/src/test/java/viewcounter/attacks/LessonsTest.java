package viewcounter.attacks;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import viewcounter.attacks.Lesson.Guard;
import viewcounter.checks.Check.Outcome;
import viewcounter.prose.Listing;
import viewcounter.testing.CourseFolder;

/** The code that an attack names is there. */
class LessonsTest {

  @TestFactory
  Stream<DynamicTest> the_code_that_an_attack_names_exists() {
    return Attacks.ALL.stream().map(attack -> dynamicTest(attack.what(),
        attack.source(), () -> check(attack)));
  }

  private static void check(Attack attack) {
    Lesson lesson = attack.lesson();
    if (lesson.letIn() != null) {
      Stream.of("step3-users", "step4-passwords").forEach(module ->
          checkLetIn(attack, module));
    }
    lesson.wrongFixes().forEach(name ->
        assertFalse(Listing.method(Lesson.WRONG_FIXES, name).isEmpty()));
    Guard guard = lesson.guard();
    assertTrue(guard != null
        || !attack.steps().containsValue(Outcome.FAILS), "What stops it?");
    if (guard != null) {
      MarkedCode code = Markers.ofCourse().get(guard.marker());
      assertNotNull(code, "No comment says guard: " + guard.marker());
      assertTrue(guard.without() == null
          || !code.changed(guard.without()).equals(code.code()),
          "Its code can be taken out");
    }
  }

  @Test
  void each_guard_is_marked_once_in_a_step_and_stops_an_attack() {
    Set<String> seen = new TreeSet<>();
    Set<String> twice = new TreeSet<>();
    for (MarkedCode code : Markers.all(CourseFolder.ROOT)) {
      // a step's App repeats some of the one before it
      if (!seen.add(code.marker()) && (!code.file().endsWith("/App.java")
          || Markers.ofCourse().get(code.marker()).module()
              == code.module())) {
        twice.add(code.marker());
      }
    }
    assertEquals(Set.of(), twice);
    assertEquals(Attacks.ALL.stream().map(attack -> attack.lesson().guard())
        .filter(Objects::nonNull).map(Guard::marker)
        .collect(toCollection(TreeSet::new)), seen);
  }

  /** The comment is there exactly if the attack works there. */
  private static void checkLetIn(Attack attack, String module) {
    int step = Character.digit(module.charAt(4), 10);
    String file = module + "/src/main/java/viewcounter/step" + step
        + "/App.java";
    String text = CourseFolder.textOf(file);
    if (attack.on(step) == Outcome.WORKS) {
      String listing =
          Listing.paragraph(file, text, attack.lesson().letIn());
      assertTrue(listing.contains("VULNERABLE: "), listing);
    } else {
      assertEquals(List.of(), text.lines().filter(line ->
          line.contains(attack.lesson().letIn())).toList());
    }
  }
}
