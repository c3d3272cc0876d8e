package viewcounter.session;

import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;

/**
 * Reads the header Cookie: pairs of a name and a value, separated by semicolons
 * (RFC 6265, 4.2.1). No value extends past its semicolon, so no other
 * program's cookie hides ours. {@link SessionPolicy#setCookie} sets ours.
 */
final class RequestCookies {

  private RequestCookies() {}

  /** The cookies of a request, in order. */
  static List<Cookie> of(HttpServletRequest request) { // guard: id in URL
    List<Cookie> cookies = new ArrayList<>();
    Enumeration<String> headers = request.getHeaders("Cookie");
    while (headers.hasMoreElements()) {
      for (String pair : headers.nextElement().split(";")) {
        int end = pair.indexOf('=');
        if (end > 0) {
          add(cookies, pair.substring(0, end).strip(),
              pair.substring(end + 1).strip());
        }
      }
    }
    return cookies;
  }

  private static void add(List<Cookie> cookies, String name, String value) {
    try {
      cookies.add(new Cookie(name, value));
    } catch (IllegalArgumentException e) {
      // another program's: ours has a valid name
    }
  }
}
