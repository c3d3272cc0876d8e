package viewcounter.step5;

import java.util.Set;
import spark.Request;
import viewcounter.web.HttpException;

/**
 * Rejects what a page of another site makes the browser send (cross-site
 * request forgery), for all routes at once. The browser itself says where a
 * request comes from, in Sec-Fetch-Site and Origin: those that it sends have to
 * name this site. A program such as curl sends neither, nor do text browsers
 * such as w3m: their requests pass. Go's http.CrossOriginProtection (1.25) is
 * less strict: it accepts Sec-Fetch-Site: none, ignores Origin where there is a
 * Sec-Fetch-Site, and never compares the scheme.
 */
final class CrossOriginProtection {

  private static final Set<String> CHANGES_NOTHING = Set.of("GET", "HEAD");

  private CrossOriginProtection() {}

  /** @throws HttpException (403) if it comes from another origin */
  static void check(Request request, String own) {
    if (!CHANGES_NOTHING.contains(request.requestMethod())
        && !isOwn(request, own)) {
      throw new HttpException(403, "It comes from another site"); // guard: CSRF
    }
  }

  private static boolean isOwn(Request request, String own) {
    String site = request.headers("Sec-Fetch-Site");
    String origin = request.headers("Origin");
    return (site == null || site.equals("same-origin"))
        && (origin == null || origin.equals(own));
  }
}
