package viewcounter.session;

import static viewcounter.session.Token.sha256;

import java.time.Duration;

/**
 * The rules for all sessions of a server, and for their cookie, whose
 * attributes are in {@link #setCookie}. Step 5 has rules of its own.
 *
 * @param cookie the name of the cookie that carries the session's id
 * @param secure whether the cookie is for HTTPS only (Secure) and stays away
 *     from what other sites post (SameSite=Lax), and a store knows a session by
 *     a hash of its id, so that nobody who reads the store can use the id
 * @param idle how long an unused session lasts; its use is saved at most once
 *     a minute
 * @param absolute how long a session lasts, however much it is used
 */
public record SessionPolicy(String cookie, boolean secure, Duration idle,
    Duration absolute) {

  public static final SessionPolicy DEFAULT = new SessionPolicy(
      "session_cookie", false, Duration.ofDays(1), Duration.ofDays(30));

  private static final int USUAL_PORT = 3000;
  private static final int FREE_PORTS = 32_768; // from here on, 0 picks one

  /**
   * The rules for a server on a port that somebody has chosen. Cookies are for
   * all ports of a host: two servers on one computer would overwrite each
   * other's.
   */
  public SessionPolicy onPort(int port) {
    return secure || port == 0 || port == USUAL_PORT || port >= FREE_PORTS
        ? this : new SessionPolicy(cookie + "_" + port, false, idle, absolute);
  }

  /** The header Set-Cookie, which gives a browser its session id. */
  public String setCookie(String id) {
    return cookie + "=" + id + "; Path=/"
        + (secure ? "; Secure" : "") // guard: forged X-Forwarded-Proto
        + "; HttpOnly" // guard: cookie theft by a script
        + (secure ? "; SameSite=Lax" : ""); // guard: cookie sent cross-site
  }

  /** The key under which a session is stored: its id, or a hash of it. */
  public String keyOf(String id) {
    return secure ? sha256(id) : id; // guard: session ids in stolen data
  }
}
