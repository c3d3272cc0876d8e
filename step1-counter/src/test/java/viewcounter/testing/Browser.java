package viewcounter.testing;

import static io.restassured.RestAssured.given;
import static io.restassured.config.HttpClientConfig.httpClientConfig;
import static io.restassured.config.RestAssuredConfig.newConfig;
import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import io.restassured.config.RestAssuredConfig;
import io.restassured.http.Cookie;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.Date;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A browser with its own cookies. Like a real one, it keeps a Secure cookie of
 * this computer without HTTPS; unlike a real one, it shows redirects instead of
 * following them.
 */
public final class Browser {

  private static final RestAssuredConfig PATIENCE = newConfig().httpClient(
      httpClientConfig().setParam("http.connection.timeout", 10_000)
          .setParam("http.socket.timeout", 10_000));

  private static final Pattern VIEWS =
      Pattern.compile("Views: (\\d+)|has (\\d+) view");

  private final String site;
  private final Map<String, String> cookies = new ConcurrentHashMap<>();
  private final Map<String, String> headers = new ConcurrentHashMap<>();

  public Browser(int port) {
    this("http://localhost:" + port);
  }

  /** A browser of another site; any certificate is fine. */
  public Browser(String site) {
    this.site = site;
  }

  /** The whole response to a GET. */
  public Response visits(String path) {
    return keepCookies(request().get(site + path));
  }

  /** The text of the response to a GET. */
  public String sees(String path) {
    return visits(path).asString();
  }

  /** The number of views that a page shows; 0 if it shows none. */
  public static int viewsIn(String page) {
    Matcher views = VIEWS.matcher(page);
    return !views.find() ? 0 : Integer.parseInt(
        views.group(1) != null ? views.group(1) : views.group(2));
  }

  /** What a response says: all of it, or of a page its hints or its point. */
  public static String wordsOf(String answer) {
    return !answer.contains("<html") ? answer
        : Stream.of("<p class=\"error\"[^>]*>([^<]+)</p>",
            "<p class=\"views\">([^<]+)</p>", "<h1>([^<]+)</h1>")
            .map(words -> Pattern.compile(words).matcher(answer).results()
                .map(found -> found.group(1)).collect(joining(", ")))
            .filter(words -> !words.isEmpty()).findFirst().orElse("")
            .replace("&quot;", "\"").replace("&#34;", "\"");
  }

  /** The whole response to a form: name, value, name, value ... */
  public Response submits(String path, String... fields) {
    StringJoiner body = new StringJoiner("&");
    for (int i = 0; i < fields.length; i += 2) {
      body.add(encode(fields[i], UTF_8) + "=" + encode(fields[i + 1], UTF_8));
    }
    return submitsAsItIs(path, body.toString(), "");
  }

  /** The whole response to a form that is encoded, with more header lines. */
  public Response submitsAsItIs(String path, String body, String headers) {
    RequestSpecification request = request();
    headers.lines().filter(line -> !line.startsWith("Content-Type:"))
        .forEach(line ->
            request.header(line.split(": ")[0], line.split(": ")[1]));
    return keepCookies(request
        .contentType("application/x-www-form-urlencoded; charset=utf-8")
        .body(body).post(site + path));
  }

  public Map<String, String> cookies() {
    return cookies;
  }

  /** Takes over the cookies of another browser, as a thief would. */
  public Browser withCookiesOf(Browser other) {
    cookies.putAll(other.cookies);
    return this;
  }

  /** Sends a header with each request, as a program can. */
  public Browser withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  /** The headers that it sends with each request, besides its own. */
  public Map<String, String> headers() {
    return headers;
  }

  private RequestSpecification request() {
    return given().config(PATIENCE).relaxedHTTPSValidation()
        .redirects().follow(false).urlEncodingEnabled(false)
        .cookies(cookies).headers(headers);
  }

  private Response keepCookies(Response response) {
    for (Cookie cookie : response.detailedCookies()) {
      if (cookie.getMaxAge() == 0 || cookie.getExpiryDate() != null
          && cookie.getExpiryDate().before(new Date())) {
        cookies.remove(cookie.getName());
      } else {
        cookies.put(cookie.getName(), cookie.getValue());
      }
    }
    return response;
  }
}
