package viewcounter.binding;

import spark.Request;
import spark.Response;

/** The cookie that only one browser can renew. */
final class BoundCookie {

  static final String NAME = "__Host-bound";
  static final String ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Lax";

  private BoundCookie() {}

  /** Its value; null if the browser does not send it. */
  static String of(Request request) {
    return request.cookie(NAME);
  }

  static void set(Response response, String value) {
    add(response, value, Binding.LIFETIME.toSeconds());
  }

  /** Asks the browser to delete it, if it has one. */
  static void delete(Request request, Response response) {
    if (of(request) != null) {
      add(response, "", 0);
    }
  }

  private static void add(Response response, String value, long seconds) {
    response.raw().addHeader("Set-Cookie", NAME + "=" + value + "; Max-Age="
        + seconds + "; " + ATTRIBUTES);
  }
}
