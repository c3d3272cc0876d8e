package viewcounter.step5;

import java.util.Map;
import spark.Request;

/**
 * Tells people whose browser does not keep the session's cookie, such as Safari
 * at http://localhost, why they see the login page again. A login leads to a
 * URL with a mark: who comes there without a session has lost the cookie.
 */
final class CookieCheck {

  private static final String MARK = "signed-in";

  /** Where a login leads; views.js removes the mark from the page's URL. */
  static final String FIRST_PAGE = "/?" + MARK;

  private static final Form HINT = new Form("", "", "", Map.of("cookie",
      "If you have just logged in: your browser has not kept the cookie that"
      + " says so. Allow cookies for this site. Without HTTPS, even at"
      + " localhost, some browsers keep none: use HTTPS, or another browser."));

  private CookieCheck() {}

  /** Where to log in, for somebody who has asked for the first page. */
  static String loginPage(Request request) {
    return isMarked(request) ? "/login?" + MARK : "/login";
  }

  /** The empty form to log in, with a hint if the cookie was lost. */
  static Form loginForm(Request request) {
    return isMarked(request) ? HINT : Form.EMPTY;
  }

  private static boolean isMarked(Request request) {
    return MARK.equals(request.queryString());
  }
}
