package viewcounter.step5;

import spark.Request;
import spark.Response;
import spark.Session;
import viewcounter.binding.DeviceBinding;
import viewcounter.session.SessionPolicy;

/** Which user a session belongs to. */
final class LoginSession {

  private LoginSession() {}

  /** The key of the user who is logged in, or null if nobody is. */
  static String user(Request request) {
    Session session = request.session(false);
    return session == null ? null : session.attribute("user");
  }

  /** Begins a new session: an id that was planted before no longer works. */
  static void logIn(Request request, Response response, String user,
      DeviceBinding binding) {
    end(request); // guard: session fixation
    request.session().attribute("user", user);
    binding.offer(request, response);
  }

  /**
   * Ends the session on the server, deletes its cookie, and asks the browser to
   * clear what else it keeps of this origin. "cookies" would delete those of
   * all other hosts of the domain, too. The caches do not yet contain the page
   * that the browser is leaving: see views.js.
   */
  static void logOut(Request request, Response response, SessionPolicy rules,
      DeviceBinding binding) {
    end(request);
    binding.end(request, response);
    response.cookie("/", rules.cookie(), "", 0, true, true);
    response.header("Clear-Site-Data", "\"cache\", \"storage\"");
  }

  private static void end(Request request) {
    Session session = request.session(false);
    if (session != null) {
      session.invalidate();
    }
  }
}
