package viewcounter.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import viewcounter.testing.CourseFolder;

/** The attacks that the texts name exist; for commands, see CommandsTest. */
class NamedAttacksTest {

  private static final Pattern QUOTED = Pattern.compile("\"([A-Z][^\"=]*)\"");

  @Test
  void punctuation_and_capital_letters_do_not_matter() {
    assertEquals("Another site's page logs the visitor out (CSRF)",
        Attacks.named("another sites page LOGS the visitor out csrf").get(0)
            .what());
    assertEquals("After logging out, the old cookie still works",
        Attacks.named("out  the: old (cookie)").get(0).what());
    assertEquals(List.of(), Attacks.named("'"));
  }

  @Test
  void each_attack_in_the_plan_of_the_workshop_exists() {
    String plan = CourseFolder.textOf("WORKSHOP.md");
    List<String> named = QUOTED.matcher(
        plan.substring(0, plan.indexOf("## What people ask"))).results()
        .map(found -> found.group(1)).toList();
    assertTrue(named.size() >= 5, named.toString());
    assertEquals(List.of(), named.stream().filter(words ->
        Attacks.named(words).isEmpty()).toList(),
        "WORKSHOP.md names attacks that are not there");
  }
}
