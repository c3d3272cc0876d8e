package viewcounter.site;

import io.restassured.response.Response;
import viewcounter.testing.Browser;

/** What a response has to be; an {@link Unmet} says what it is instead. */
public final class Expect {

  private Expect() {}

  /** Expects a response with this text and a status of 2xx. */
  public static void says(String text, Response response, String request) {
    expect(response.statusCode() / 100 == 2 && plain(response).contains(text),
        request, text.isEmpty() ? "be answered" : "say: " + text, response);
  }

  /** Expects a response with this text and a status of 4xx. */
  public static void rejects(String text, Response response, String request) {
    expect(response.statusCode() / 100 == 4 && plain(response).contains(text),
        request, "be rejected (4xx)"
            + (text.isEmpty() ? "" : " and say: " + text), response);
  }

  /** Expects a response that redirects to a path of this site, whatever its query. */
  public static void sendsTo(String path, Site site, Response response,
      String request) {
    String to = String.valueOf(response.header("Location"))
        .replaceFirst("\\?.*", "");
    expect(response.statusCode() / 100 == 3
            && (to.equals(path) || to.equals(site.url() + path)),
        request, "redirect to " + path, response);
  }

  private static void expect(boolean met, String request, String what,
      Response response) {
    if (!met) {
      String text = Browser.wordsOf(response.asString()).strip();
      throw new Unmet(request + " has to " + what
          + ", but it answers " + response.statusCode()
          + (response.header("Location") == null ? ""
              : " to " + response.header("Location"))
          + (text.isEmpty() ? "" : ": "
              + text.substring(0, Math.min(200, text.length()))));
    }
  }

  private static String plain(Response response) {
    return response.asString().replace("&quot;", "\"").replace("&#34;", "\"")
        .replace("&amp;", "&");
  }
}
