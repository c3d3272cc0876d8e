package viewcounter.behaviour;

import static java.util.stream.Collectors.joining;

import io.restassured.http.Cookie;
import io.restassured.response.Response;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import viewcounter.site.Site;
import viewcounter.testing.Browser;

/**
 * The browsers that send the requests of the tables to one step. A request is
 * like {@code phone: `GET /path`} or {@code laptop: `POST /login` with `jane`,
 * `password`}. After that it may say {@code from another site},
 * {@code after a restart}, and {@code 11 times} (the last response is shown).
 */
final class Actors {

  private static final Pattern REQUEST = Pattern.compile(
      "(?<who>\\w+): `(?<method>GET|POST) (?<path>/\\S*)`(?<rest>.*)");
  private static final Pattern TIMES = Pattern.compile("(\\d+) times");
  private static final Pattern VALUE = Pattern.compile("`([^`]*)`");
  private static final List<String> FIELDS =
      List.of("username", "password", "repeated");

  private final Site site;
  private final Map<String, Browser> browsers = new HashMap<>();

  Actors(Site site) {
    this.site = site;
  }

  /** What the step answers, in the words of a cell. */
  String answerTo(String text) {
    Matcher request = REQUEST.matcher(text);
    if (!request.matches()) {
      throw new AssertionError("Which request is \"" + text + "\"?");
    }
    String rest = request.group("rest");
    if (rest.contains("after a restart")) {
      restart();
    }
    Matcher times = TIMES.matcher(rest);
    for (int i = times.find() ? Integer.parseInt(times.group(1)) : 1; i > 1;
        i--) {
      send(request);
    }
    return cell(send(request));
  }

  private void restart() {
    site.restart(); // its port is another one then
    browsers.replaceAll((who, browser) ->
        site.newBrowser().withCookiesOf(browser));
  }

  private Response send(Matcher request) {
    Browser browser = browsers.computeIfAbsent(request.group("who"),
        who -> site.newBrowser());
    String path = request.group("path");
    if (request.group("method").equals("GET")) {
      return browser.visits(path);
    }
    String rest = request.group("rest");
    if (rest.contains("from another site")) {
      return browser.submitsAsItIs(path, "", "Sec-Fetch-Site: cross-site");
    }
    List<String> values = VALUE.matcher(rest).results()
        .map(value -> value.group(1)).toList();
    List<String> form = new ArrayList<>();
    for (int i = 0; i < values.size(); i++) {
      form.addAll(List.of(FIELDS.get(i), values.get(i)));
    }
    return browser.submits(path, form.toArray(new String[0]));
  }

  private static String cell(Response response) {
    String cookies = response.detailedCookies().asList().stream()
        .map(cookie -> ", " + said(cookie)).collect(joining());
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

  private static String said(Cookie cookie) {
    return (cookie.getValue().isEmpty() ? "clears" : "sets")
        + " `" + cookie.getName() + "`";
  }
}
