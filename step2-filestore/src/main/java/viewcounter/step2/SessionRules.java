package viewcounter.step2;

import java.time.Duration;

/**
 * What holds for all sessions of a server.
 *
 * @param cookie the name of the cookie that carries the session's id
 * @param secure whether the cookie is for HTTPS only, and is not sent along
 *     when another site posts to this one (SameSite=Lax)
 * @param idle how long an unused session lasts; looking at it counts as use
 *     once a minute
 */
public record SessionRules(String cookie, boolean secure, Duration idle) {

  public static final SessionRules DEFAULT =
      new SessionRules("session_cookie", false, Duration.ofDays(1));
}
