package viewcounter.step5;

import java.net.URI;
import java.util.Set;
import spark.Request;
import viewcounter.web.HttpException;

/**
 * Refuses what a page of another site makes the browser send (cross-site
 * request forgery), for all routes at once. By what the browser says of where
 * a request comes from: Sec-Fetch-Site, else Origin. What has neither comes
 * from no browser of today, so nobody was tricked into it. This is the rule
 * of http.CrossOriginProtection in Go.
 */
final class CrossOriginProtection {

  private static final Set<String> CHANGES_NOTHING = Set.of("GET", "HEAD");
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private CrossOriginProtection() {}

  /** @throws HttpException (403) if it comes from another site */
  static void check(Request request) {
    if (!CHANGES_NOTHING.contains(request.requestMethod())
        && !isOwn(request)) {
      throw new HttpException(403, "It comes from another site");
    }
  }

  private static boolean isOwn(Request request) {
    String site = request.headers("Sec-Fetch-Site");
    if (site != null) {
      return OWN.contains(site);
    }
    String origin = request.headers("Origin");
    return origin == null || hostOf(origin).equals(request.headers("Host"));
  }

  private static String hostOf(String origin) {
    try {
      return String.valueOf(URI.create(origin).getRawAuthority());
    } catch (IllegalArgumentException e) {
      return ""; // nobody's host
    }
  }
}
