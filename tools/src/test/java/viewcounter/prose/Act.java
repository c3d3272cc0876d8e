package viewcounter.prose;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What somebody does according to a text: ends a step, which is then started
 * again, and sends a request; or one of these.
 *
 * @param end {@code restart} or {@code kill}; null if it goes on running
 * @param who the name of the browser; null is one, too
 * @param body the form, encoded
 * @param headers lines of a header, besides the browser's own
 * @param times how often the request is sent; 0 if there is none
 */
record Act(String end, String who, String method, String path, String body,
    String headers, int times) {

  private static final Pattern REQUEST = Pattern.compile(
      "(?:(?<who>\\w+): )?(?<tick>`?)"
          + "(?<method>GET(?! \\S+ (?:with|from))|POST) (?<path>/[^\\s`]*)"
          + "\\k<tick>(?: with `(?<username>[^`]*)`, `(?<password>[^`]*)`"
          + "(?:, `(?<repeated>[^`]*)`)?)?(?<foreign> from another site)?"
          + "(?:, again)?(?:, after a (?<end>restart|kill))?"
          + "(?:, (?<times>[1-9]\\d*) times)?");

  /**
   * {@code restart}, {@code kill}, or a request, with or without a browser's
   * name and backticks: {@code phone: `GET /path`}, or {@code POST /login
   * with `jane`, `password`}. After that it may say {@code from another site},
   * {@code again}, {@code after a restart} (or a kill) and {@code 11 times}.
   */
  static Act of(String text) {
    if (text.matches("restart|kill")) {
      return new Act(text, null, null, null, "", "", 0);
    }
    Matcher act = REQUEST.matcher(text);
    if (!act.matches()) {
      throw new AssertionError("What is to be done by \"" + text + "\"?");
    }
    String body = Stream.of("username", "password", "repeated")
        .filter(field -> act.group(field) != null)
        .map(field -> field + "=" + encode(act.group(field), UTF_8))
        .collect(joining("&"));
    String times = act.group("times");
    return new Act(act.group("end"), act.group("who"), act.group("method"),
        act.group("path"), body,
        act.group("foreign") == null ? "" : "Sec-Fetch-Site: cross-site",
        times == null ? 1 : Integer.parseInt(times));
  }
}
