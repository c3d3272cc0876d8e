package viewcounter.binding;

import java.util.List;
import java.util.stream.Stream;
import javax.servlet.http.Cookie;
import spark.Request;
import spark.Response;

/** The cookie that only one browser can renew. */
final class BoundCookie {

  static final String NAME = "__Host-bound";
  static final String ATTRIBUTES = "Path=/; Secure; HttpOnly; SameSite=Lax";

  private BoundCookie() {}

  /** Its values: another program on the host may have set it, too. */
  static List<String> of(Request request) {
    Cookie[] all = request.raw().getCookies();
    return all == null ? List.of() : Stream.of(all)
        .filter(each -> each.getName().equals(NAME)).map(Cookie::getValue)
        .toList();
  }

  static void set(Response response, String value) {
    add(response, value, Binding.RENEWAL.toSeconds());
  }

  /** Asks the browser to delete it, if it has one. */
  static void delete(Request request, Response response) {
    if (!of(request).isEmpty()) {
      add(response, "", 0);
    }
  }

  private static void add(Response response, String value, long seconds) {
    response.raw().addHeader("Set-Cookie", NAME + "=" + value + "; Max-Age="
        + seconds + "; " + ATTRIBUTES);
  }
}
