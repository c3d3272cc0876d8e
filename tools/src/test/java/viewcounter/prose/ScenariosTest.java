package viewcounter.prose;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.restassured.response.Response;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import viewcounter.testing.Browser;

/**
 * What the texts show of a running step is what it does. Parts named
 * {@code terminal}, {@code answers}, {@code peek}, {@code users} and
 * {@code journal}, with the number of a step and after a colon what is done
 * (see {@link Scenario}), have what is seen then. Parts named {@code try} have
 * a table whose first column says what is done, and whose second what is seen.
 */
class ScenariosTest {

  private static final Pattern PLAY = Pattern.compile(
      "(?<kind>terminal|answers|peek|users|journal|try) (?<step>[1-5])"
          + "(?<arguments> --\\w+)?(: (?<acts>.*))?");
  private static final Pattern ROW = Pattern.compile(
      "\\| (?<does>[^|]*[<`][^|]*) \\|[^|]*\\|(?<rest>.*)");
  private static final Pattern REQUEST = Pattern.compile(
      "[^<`]*<http://localhost:3000(?<path>/[^>]*)>,?(?<who> in [^`:]*)?[^`]*"
          + "(?<typed>.*)");
  private static final Pattern CODE = Pattern.compile("`([^`]*)`");

  @TestFactory
  Stream<DynamicTest> a_step_does_what_the_texts_show()
      throws IOException {
    return GeneratedSection.all(PLAY).map(part ->
        dynamicTest(part.toString(), () ->
        GeneratedSection.holds(part.file(), part.name(), now(part))));
  }

  private static String now(GeneratedSection.Part part) throws IOException {
    Matcher play = PLAY.matcher(part.name());
    play.matches();
    String arguments = play.group("arguments");
    try (Scenario step = new Scenario(Integer.parseInt(play.group("step")),
        arguments == null ? new String[0]
            : new String[] {arguments.strip()})) {
      if (play.group("kind").equals("try")) {
        return GeneratedSection.text(part).lines()
            .map(row -> played(row, step) + "\n")
            .collect(Collectors.joining());
      }
      for (String act : play.group("acts").split("; ")) {
        step.does(act);
      }
      return switch (play.group("kind")) {
        case "terminal" -> code("text", step.terminal());
        case "answers" -> code("text", step.answers());
        case "peek" -> code("json", step.peek());
        case "users" -> code("json", usersIn(step.peek()));
        default -> code("json", step.journal());
      };
    }
  }

  private static String usersIn(String peek) {
    return peek.substring(peek.indexOf("  \"users\""), peek.length() - 3)
        .stripIndent() + "\n";
  }

  private static String code(String language, String text) {
    return "```" + language + "\n" + text + "```\n";
  }

  /** A row of a table, with what is seen by now. */
  private static String played(String line, Scenario step) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      return line; // the head of the table
    }
    String does = row.group("does");
    Matcher request = REQUEST.matcher(does);
    if (!request.matches()) {
      step.does(does.contains("kill -9") ? "kill"
          : does.contains("Ctrl-C") ? "restart" : does);
      return line;
    }
    List<String> typed = CODE.matcher(request.group("typed")).results()
        .map(value -> value.group(1)).toList();
    String who = String.valueOf(request.group("who")).strip();
    Response response = typed.isEmpty()
        ? step.does(who + ": " + request.group("path"))
        : step.fillsIn(who, request.group("path"), typed);
    return "| " + does + " | " + seen(response, step.browser(who)) + " |"
        + row.group("rest");
  }

  private static String seen(Response response, Browser browser) {
    if (response.statusCode() / 100 == 3) {
      String path = response.header("Location");
      return "redirected to `" + path + "`: "
          + seen(browser.visits(path), browser);
    }
    return "`" + Browser.wordsOf(response.asString()) + "`"
        + (response.statusCode() < 400 ? ""
            : ", with status " + response.statusCode());
  }
}
