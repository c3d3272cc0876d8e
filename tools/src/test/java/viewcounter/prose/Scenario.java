package viewcounter.prose;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.http.Header;
import io.restassured.response.Response;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import viewcounter.site.ProcessSite;
import viewcounter.store.StoreDump;
import viewcounter.testing.Browser;
import viewcounter.testing.StepProcess;
import viewcounter.testing.TestServer;

/**
 * A step that runs while people do what a text says. Acts are
 * {@code /path}, {@code phone: /path} for another browser,
 * {@code POST /path field=value&...}, {@code restart} and {@code kill}.
 */
final class Scenario implements AutoCloseable {

  private static final Pattern FIELD =
      Pattern.compile("<input [^>]*name=\"(\\w+)\"");
  private static final Pattern REQUEST = Pattern.compile(
      "(?:(?<who>[^/:]*): )?(?<post>POST )?(?<path>/\\S*)(?: (?<form>.*))?");

  private final int step;
  private final String[] arguments;
  private final Path data = ProcessSite.newFolder();
  private final Map<String, Browser> browsers = new HashMap<>();
  private final StringBuilder terminal = new StringBuilder();
  private final StringBuilder responses = new StringBuilder();
  private StepProcess program;

  Scenario(int step, String... arguments) {
    this.step = step;
    this.arguments = arguments;
    start(0);
  }

  private void start(int port) {
    program = StepProcess.launch(ProcessSite.appOf(step),
        Map.of("PORT", "" + port, "DATA_DIR", "" + data, "TRACE", "on"),
        arguments);
  }

  /** Does what an act says, and returns the response to a request, or null. */
  Response does(String act) {
    if (act.equals("restart") || act.equals("kill")) {
      ends(act.equals("kill"));
      terminal.append(act.equals("kill") ? "(killed" : "(stopped")
          .append(", and started again)\n");
      start(program.port());
      return null;
    }
    Matcher request = REQUEST.matcher(act);
    if (!request.matches()) {
      throw new AssertionError("What is to be done by \"" + act + "\"?");
    }
    Browser browser = browser(String.valueOf(request.group("who")));
    Response response = request.group("post") == null
        ? browser.visits(request.group("path"))
        : browser.submitsAsItIs(request.group("path"),
            request.group("form") == null ? "" : request.group("form"), "");
    note(request.group("path"), response);
    return response;
  }

  /** Types into the fields of a page's form, in their order, and sends it. */
  Response fillsIn(String who, String page, List<String> typed) {
    List<String> fields = FIELD.matcher(browser(who).sees(page)).results()
        .map(field -> field.group(1)).toList();
    assertEquals(fields.size(), typed.size(), "fields of " + page);
    StringJoiner form = new StringJoiner("&");
    for (int i = 0; i < typed.size(); i++) {
      form.add(fields.get(i) + "=" + encode(typed.get(i), UTF_8));
    }
    return does(who + ": POST " + page + " " + form);
  }

  /** A browser that keeps its cookies; another name is another one. */
  Browser browser(String name) {
    return browsers.computeIfAbsent(name,
        key -> new Browser(program.port()));
  }

  private void note(String path, Response response) {
    responses.append("$ curl -i -b cookies.txt -c cookies.txt"
        + " http://localhost:3000").append(path).append('\n')
        .append(response.statusLine()).append('\n');
    for (Header header : response.headers()) {
      responses.append(header.getName()).append(": ")
          .append(header.getValue()).append('\n');
    }
    responses.append('\n').append(response.asString()).append("\n\n");
  }

  private void ends(boolean suddenly) {
    if (suddenly) {
      program.kill();
    } else {
      program.stop();
    }
    String text = program.output(); // what comes after the greeting
    terminal.append(text.substring(text.indexOf(").\n") + 3));
  }

  /** Ends the step; what its terminal has shown by then, masked. */
  String terminal() {
    ends(false);
    return Normalizer.over(terminal.toString());
  }

  /** What curl would have shown of each response, masked. */
  String answers() {
    return Normalizer.over(responses.toString().stripTrailing() + "\n");
  }

  /** What is in the store now, masked. */
  String peek() {
    return Normalizer.over(StoreDump.at(data) + "\n");
  }

  /** What is in the journal now, masked. */
  String journal() throws IOException {
    List<String> lines = Files.readAllLines(data.resolve("journal-1.jsonl"));
    return Normalizer.over(String.join("\n", lines) + "\n");
  }

  @Override
  public void close() throws IOException {
    program.close();
    TestServer.delete(data);
  }
}
