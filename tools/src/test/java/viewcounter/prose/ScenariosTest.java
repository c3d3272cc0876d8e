package viewcounter.prose;

import static java.util.stream.Collectors.joining;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import viewcounter.prose.GeneratedSection.Part;
import viewcounter.site.ProcessSite;
import viewcounter.store.StoreDump;
import viewcounter.testing.Browser;
import viewcounter.testing.StepProcess;

/**
 * What the texts show of a running step is what it does. Parts named
 * {@code terminal}, {@code answers}, {@code peek}, {@code users} and
 * {@code journal}, with the number of a step and after a colon what is done
 * (see {@link Act}), have what is seen then. Parts named {@code try} have a
 * table whose first column says what is done, and whose second what is seen.
 */
class ScenariosTest {

  private static final Pattern PLAY = Pattern.compile(
      "(?<kind>try(?!.*:)|(?=.*: )(?:terminal|answers|peek|users|journal))"
          + " (?<step>[1-5])(?: (?<argument>--\\w+))?(?:: (?<acts>.*))?");
  private static final Pattern ROW = Pattern.compile(
      "\\| (?<does>[^|]+) \\|(?! and see )[^|]*\\|");
  private static final Pattern FIELD =
      Pattern.compile("<input [^>]*name=\"(\\w+)\"");

  @TestFactory
  Stream<DynamicTest> a_step_does_what_the_texts_show()
      throws IOException {
    return GeneratedSection.all(Pattern.compile("\\w+ \\d.*")).map(part ->
        dynamicTest(part.toString(), () -> GeneratedSection.holds(
            part.file(), part.name(), now(part))));
  }

  private static String now(Part part) throws IOException {
    Matcher play = PLAY.matcher(part.name());
    assertTrue(play.matches(), () -> "What is to be shown by " + part + "?");
    try (ProcessSite step = ProcessSite.traced(
        Integer.parseInt(play.group("step")),
        Stream.ofNullable(play.group("argument")).toArray(String[]::new))) {
      Cast cast = new Cast(step);
      return play.group("kind").equals("try")
          ? GeneratedSection.text(part).lines()
              .map(line -> played(line, cast) + "\n").collect(joining())
          : shown(play.group("kind"), play.group("acts").split("; "), step,
              cast);
    }
  }

  private static String shown(String kind, String[] acts, ProcessSite step,
      Cast cast) throws IOException {
    StringBuilder terminal = new StringBuilder();
    StringBuilder answers = new StringBuilder();
    for (String text : acts) {
      StepProcess before = step.program();
      Act act = Act.of(text);
      Response response = cast.does(act);
      if (act.end() != null) {
        terminal.append(outputOf(before))
            .append(act.end().equals("kill") ? "(killed" : "(stopped")
            .append(", and started again)\n");
      }
      answers.append(response == null ? ""
          : asCurlShows(act.path(), response));
    }
    return switch (kind) {
      case "terminal" -> code("text", terminal + outputOf(step.program()));
      case "answers" -> code("text", answers.toString().stripTrailing() + "\n");
      case "peek" -> code("json", StoreDump.at(step.data()) + "\n");
      case "users" -> code("json", StoreDump.at(step.data())
          .replaceFirst("(?s).*(?=  \"users\")", "")
          .replaceFirst("\n}$", "").stripIndent() + "\n");
      default -> code("json",
          Files.readString(step.data().resolve("journal-1.jsonl")));
    };
  }

  /** What it has printed by its end, after the greeting. */
  private static String outputOf(StepProcess program) {
    program.stop();
    return program.output().replaceFirst("(?s).*?\\)\\.\n", "");
  }

  private static String asCurlShows(String path, Response response) {
    return "$ curl -i -b cookies.txt -c cookies.txt http://localhost:3000"
        + path + "\n" + response.statusLine() + "\n"
        + response.headers().asList().stream()
            .map(header -> header.getName() + ": " + header.getValue() + "\n")
            .collect(joining())
        + "\n" + response.asString() + "\n\n";
  }

  private static String code(String language, String text) {
    return "```" + language + "\n" + Normalizer.over(text) + "```\n";
  }

  /** A row of a table, with what is seen by now. */
  private static String played(String line, Cast cast) {
    Matcher row = ROW.matcher(line);
    if (!row.matches()) {
      return line; // the head of the table
    }
    Act act = act(row.group("does"));
    if (!act.body().isEmpty()) {
      String page = cast.browser(act.who()).sees(act.path());
      assertEquals(FIELD.matcher(page).results().map(field -> field.group(1))
          .collect(joining("&")), act.body().replaceAll("=[^&]*", ""), line);
    }
    Response response = cast.does(act);
    return "| " + row.group("does") + " | " + (response == null ? ""
        : seen(response, cast.browser(act.who()))) + " |";
  }

  /** What a sentence for people says, such as "open URL, once more". */
  private static Act act(String sentence) {
    return Act.of(sentence
        .replaceFirst("^stop it with `Ctrl-C`.* start it again$", "restart")
        .replaceFirst("^`kill -9`.* start it again$", "kill")
        .replaceFirst("^(open )?<http://localhost:3000(/\\S*)>", "GET $2")
        .replaceFirst("^(GET .*), in another browser[^:`]*", "another: $1")
        .replaceFirst(", (once more|back in the first one)$", ", again")
        .replaceFirst("GET (.*): (?=`)", "POST $1 with "));
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
