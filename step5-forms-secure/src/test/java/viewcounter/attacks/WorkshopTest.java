package viewcounter.attacks;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import viewcounter.prose.Region;

class WorkshopTest {

  @Test
  void each_attack_that_the_plan_shows_is_there() throws IOException {
    String plan = Files.readString(Region.COURSE.resolve("WORKSHOP.md"));
    List<String> shown = Pattern.compile("\"([A-Z][^\"=]*)\"")
        .matcher(plan.substring(0, plan.indexOf("## What people ask")))
        .results().map((MatchResult quote) -> quote.group(1)).toList();
    assertTrue(shown.size() >= 5, shown.toString());
    for (String what : shown) {
      assertTrue(Attacks.ALL.stream().anyMatch(attack ->
          attack.what().startsWith(what)), "WORKSHOP.md shows the attack \""
          + what + "\", which is not there");
    }
  }
}
