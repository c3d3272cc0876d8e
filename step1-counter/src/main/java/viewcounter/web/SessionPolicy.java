package viewcounter.web;

import java.time.Duration;

/**
 * What holds for all sessions of a server.
 *
 * @param cookie the name of the cookie that carries the session's id
 * @param secure whether the cookie is for HTTPS only and stays away from
 *     what other sites post (SameSite=Lax), and a store knows a session by
 *     a hash of its id, so that who reads the store cannot use the id
 * @param idle how long an unused session lasts; looking at it counts as use
 *     once a minute
 * @param absolute how long a session lasts in all
 */
public record SessionPolicy(String cookie, boolean secure, Duration idle,
    Duration absolute) {

  public static final SessionPolicy DEFAULT = new SessionPolicy(
      "session_cookie", false, Duration.ofDays(1), Duration.ofDays(30));
}
