package viewcounter.behaviour;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import viewcounter.prose.GeneratedSection;
import viewcounter.site.LocalSite;
import viewcounter.testing.CourseFolder;

/**
 * BEHAVIOUR.md shows what each step answers to the same requests: the first
 * cell of a row has a request (see {@link Actors}), the others the responses.
 */
class BehaviourTableTest {

  private static final String FILE = "BEHAVIOUR.md";
  private static final String PART = "behaviour";
  private static final Pattern ROW =
      Pattern.compile("\\| (?!request )(?<request>[^|]+) \\|.*");
  private static final String SAME = "″";

  private final List<LocalSite> sites = new ArrayList<>();
  private final List<Actors> steps = new ArrayList<>();

  @AfterEach
  void closeTheSites() {
    sites.forEach(LocalSite::close);
  }

  @Test
  void each_step_answers_as_the_tables_show() throws Exception {
    for (int step = 1; step <= 5; step++) {
      sites.add(new LocalSite(step, () -> null));
      steps.add(new Actors(sites.get(step - 1)));
    }
    GeneratedSection.holds(FILE, PART, tables().lines()
        .map(line -> now(line) + "\n").collect(joining()));
  }

  private static String tables() {
    String text = CourseFolder.textOf(FILE);
    String start = "<!-- " + PART + " -->\n";
    return text.substring(text.indexOf(start) + start.length(),
        text.indexOf("<!-- /" + PART + " -->"));
  }

  /** A line, with what is answered now if it is a row. */
  private String now(String line) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      return line;
    }
    List<String> cells = new ArrayList<>(List.of(row.group("request")));
    String before = null;
    for (Actors step : steps) {
      String response = step.answerTo(row.group("request"));
      cells.add(response.equals(before) ? SAME : response);
      before = response;
    }
    return "| " + String.join(" | ", cells) + " |";
  }
}
