package viewcounter.web;

import java.time.Duration;

/**
 * The rules for all sessions of a server. Step 5 has its own.
 *
 * @param cookie the name of the cookie that carries the session's id
 * @param secure whether the cookie is for HTTPS only and stays away from
 *     what other sites post (SameSite=Lax), and a store knows a session by
 *     a hash of its id, so that nobody who reads the store can use the id
 * @param idle how long an unused session lasts; its use is saved at most once
 *     a minute
 * @param absolute how long a session lasts, however much it is used
 */
public record SessionPolicy(String cookie, boolean secure, Duration idle,
    Duration absolute) {

  public static final SessionPolicy DEFAULT = new SessionPolicy(
      "session_cookie", false, Duration.ofDays(1), Duration.ofDays(30));
}
