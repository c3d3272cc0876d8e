package viewcounter.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import viewcounter.prose.GeneratedSection;

/** The attacks that the texts name are there. */
class NamedAttacksTest {

  private static final Pattern QUOTED = Pattern.compile("\"([A-Z][^\"=]*)\"");
  private static final Pattern COMMAND =
      Pattern.compile("\"-Dattack=([^\"]+)\"");

  @Test
  void each_attack_that_the_plan_of_the_workshop_shows_is_there() {
    String plan = GeneratedSection.textOf("WORKSHOP.md");
    assertAllAreThere(QUOTED, "WORKSHOP.md",
        plan.substring(0, plan.indexOf("## What people ask")), 5);
  }

  @Test
  void each_command_for_an_attack_names_one() throws IOException {
    for (String file : GeneratedSection.texts()) {
      assertAllAreThere(COMMAND, file, GeneratedSection.textOf(file), 0);
    }
  }

  private static void assertAllAreThere(Pattern pattern, String file,
      String text, int atLeast) {
    List<String> named = pattern.matcher(text).results()
        .map(found -> found.group(1)).toList();
    assertTrue(named.size() >= atLeast, named.toString());
    assertEquals(List.of(), named.stream().filter(words ->
        Attacks.ALL.stream().noneMatch(attack ->
            attack.what().contains(words))).toList(), file
        + " names attacks that are not there");
  }
}
