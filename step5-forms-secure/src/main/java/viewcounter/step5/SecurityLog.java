package viewcounter.step5;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.Consumer;
import spark.Request;
import spark.Response;

/** One line for each security event, without any secret. */
final class SecurityLog {

  private static final Map<Integer, String> REJECTIONS = Map.of(
      401, "bound session rejected",
      403, "cross-site request",
      409, "signup failed",
      421, "wrong host",
      429, "login limited",
      503, "overload");

  private final Consumer<String> lines;
  private final Clock clock;
  private final Proxy proxy;

  SecurityLog(Dependencies outside, Proxy proxy) {
    lines = outside.log();
    clock = outside.clock();
    this.proxy = proxy;
  }

  /**
   * Notes what happened to an account.
   *
   * @param user an existing account, otherwise null: what was typed as a name
   *     could be a password in the wrong field; a user without quotation
   *     marks is nobody's name
   */
  void note(String event, String user, String address) { // guard: secret in log
    lines.accept(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + event
        + " user=" + (user == null ? "unknown" : "\"" + oneLine(user) + "\"")
        + " address=" + oneLine(address));
  }

  /** Notes a log-out, unless nobody was logged in: that could fill the log. */
  void noteLogout(String user, String address) {
    if (user != null) {
      note("logout", user, address);
    }
  }

  /** Notes any response that rejects what could be an attack. */
  void noteRejection(Request request, Response response) {
    String event = REJECTIONS.get(response.status());
    boolean isQuestion = response.raw()
        .containsHeader("Secure-Session-Challenge");
    if (event != null && !isQuestion) {
      note(event, null, proxy.clientOf(request));
    }
  }

  /** guard: log injection (a line break would let a name forge lines). */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}\"]", "_");
  }
}
