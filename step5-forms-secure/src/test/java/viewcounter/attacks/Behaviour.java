package viewcounter.attacks;

import io.restassured.response.Response;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Something that a step has to do for its visitors.
 *
 * @param what a sentence that says what it does
 * @param steps the steps that do so
 */
record Behaviour(String what, Set<Integer> steps, Deed deed) {

  /** Tries it. */
  interface Deed {
    /** Throws an AssertionError that says what was expected. */
    void tryOn(Site site) throws Exception;
  }

  static Draft behaviour(String what, int... steps) {
    return deed -> new Behaviour(what, IntStream.of(steps).boxed()
        .collect(Collectors.toSet()), deed);
  }

  /** A behaviour that is being written down. */
  interface Draft {
    Behaviour by(Deed deed);
  }

  /** Expects an answer with this text and a status of 2xx. */
  static void says(String text, Response answer, String request) {
    expect(answer.statusCode() / 100 == 2 && plain(answer).contains(text),
        request, "say: " + text, answer);
  }

  /** Expects an answer with this text and a status of 4xx. */
  static void refuses(String text, Response answer, String request) {
    expect(answer.statusCode() / 100 == 4 && plain(answer).contains(text),
        request, "refuse it (4xx) and say: " + text, answer);
  }

  /** Expects an answer that sends the browser to a path of this site. */
  static void sendsTo(String path, Site site, Response answer,
      String request) {
    String to = String.valueOf(answer.header("Location"));
    expect(answer.statusCode() / 100 == 3
            && (to.equals(path) || to.equals(site.url() + path)),
        request, "send the browser to " + path, answer);
  }

  private static void expect(boolean met, String request, String what,
      Response answer) {
    if (!met) {
      String text = answer.asString().strip();
      throw new AssertionError(request + " has to " + what
          + ", but it answers " + answer.statusCode()
          + (answer.header("Location") == null ? ""
              : " to " + answer.header("Location"))
          + (text.isEmpty() ? "" : ": "
              + text.substring(0, Math.min(200, text.length()))));
    }
  }

  private static String plain(Response answer) {
    return answer.asString().replace("&quot;", "\"").replace("&#34;", "\"")
        .replace("&amp;", "&");
  }
}
