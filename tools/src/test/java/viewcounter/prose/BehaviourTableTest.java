package viewcounter.prose;

import static java.util.stream.Collectors.joining;

import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import viewcounter.prose.GeneratedSection.Part;
import viewcounter.site.LocalSite;
import viewcounter.site.Site;
import viewcounter.testing.Browser;

/**
 * BEHAVIOUR.md shows what each step answers to the same requests: the first
 * cell of a row has a request (see {@link Act}), the others the responses.
 */
class BehaviourTableTest {

  private static final Part TABLES = new Part("BEHAVIOUR.md", "behaviour");
  private static final Pattern ROW =
      Pattern.compile("\\| (?!request )(?<act>[^|]+) \\|.*");
  private static final String SAME = "″";

  private final List<LocalSite> sites = new ArrayList<>();

  @AfterEach
  void closeTheSites() {
    sites.forEach(LocalSite::close);
  }

  @Test
  void each_step_answers_as_the_tables_show() throws Exception {
    for (int step : Site.STEPS) {
      sites.add(new LocalSite(step, () -> null));
    }
    List<Cast> steps = sites.stream().map(Cast::new).toList();
    GeneratedSection.holds(TABLES.file(), TABLES.name(),
        GeneratedSection.text(TABLES).lines()
            .map(line -> now(line, steps) + "\n").collect(joining()));
  }

  /** A line, with what is answered now if it is a row. */
  private static String now(String line, List<Cast> steps) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      return line;
    }
    List<String> cells = new ArrayList<>(List.of(row.group("act")));
    String before = null;
    for (Cast step : steps) {
      String response = cell(step.does(Act.of(row.group("act"))));
      cells.add(response.equals(before) ? SAME : response);
      before = response;
    }
    return "| " + String.join(" | ", cells) + " |";
  }

  private static String cell(Response response) {
    String cookies = response.detailedCookies().asList().stream()
        .map(cookie -> (cookie.getValue().isEmpty() ? ", clears" : ", sets")
            + " `" + cookie.getName() + "`").collect(joining());
    return response.statusCode() + said(response) + cookies;
  }

  private static String said(Response response) {
    if (response.header("Location") != null) {
      return " to `" + response.header("Location") + "`";
    }
    String page = response.asString();
    String words = Browser.wordsOf(page)
        .replaceAll("wait \\d+ seconds", "wait … seconds"); // by the clock
    boolean form = page.contains("<form") && !words.contains(" has ");
    return words.startsWith(response.statusCode() + " ") ? "" // an error page
        : (form ? " form" : "") + " `" + words + "`";
  }
}
