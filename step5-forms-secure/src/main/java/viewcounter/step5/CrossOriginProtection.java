package viewcounter.step5;

import java.util.Set;
import spark.Request;
import viewcounter.web.HttpException;

/**
 * Rejects what a page of another site makes the browser send (cross-site
 * request forgery), for all routes at once. The browser itself says where a
 * request comes from: in Sec-Fetch-Site, or else in Origin. A request with
 * neither comes from no current browser, so nobody was tricked into sending it.
 * This is the rule of Go's http.CrossOriginProtection, which cannot compare the
 * scheme.
 */
final class CrossOriginProtection {

  private static final Set<String> CHANGES_NOTHING = Set.of("GET", "HEAD");
  private static final Set<String> OWN = Set.of("same-origin", "none");

  private CrossOriginProtection() {}

  /** @throws HttpException (403) if it comes from another origin */
  static void check(Request request, String own) {
    if (!CHANGES_NOTHING.contains(request.requestMethod())
        && !isOwn(request, own)) {
      throw new HttpException(403, "It comes from another site");
    }
  }

  private static boolean isOwn(Request request, String own) {
    String site = request.headers("Sec-Fetch-Site");
    if (site != null) {
      return OWN.contains(site);
    }
    String origin = request.headers("Origin");
    return origin == null || origin.equals(own);
  }
}
