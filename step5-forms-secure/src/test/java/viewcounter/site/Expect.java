package viewcounter.site;

import io.restassured.response.Response;
import viewcounter.testing.Browser;

/** What an answer has to be; an AssertionError says what it is instead. */
public final class Expect {

  private Expect() {}

  /** Expects an answer with this text and a status of 2xx. */
  public static void says(String text, Response answer, String request) {
    expect(answer.statusCode() / 100 == 2 && plain(answer).contains(text),
        request, text.isEmpty() ? "be answered" : "say: " + text, answer);
  }

  /** Expects an answer with this text and a status of 4xx. */
  public static void rejects(String text, Response answer, String request) {
    expect(answer.statusCode() / 100 == 4 && plain(answer).contains(text),
        request, "be rejected (4xx)"
            + (text.isEmpty() ? "" : " and say: " + text), answer);
  }

  /** Expects an answer that redirects to a path of this site. */
  public static void sendsTo(String path, Site site, Response answer,
      String request) {
    String to = String.valueOf(answer.header("Location"));
    expect(answer.statusCode() / 100 == 3
            && (to.equals(path) || to.equals(site.url() + path)),
        request, "redirect to " + path, answer);
  }

  private static void expect(boolean met, String request, String what,
      Response answer) {
    if (!met) {
      String text = Browser.wordsOf(answer.asString()).strip();
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
