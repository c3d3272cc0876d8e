package viewcounter.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a session is bound to a browser. All times are in milliseconds since
 * 1970.
 *
 * @param secret random; with it, any instance makes and knows challenges
 * @param key the browser's; null as long as the browser has registered none
 * @param cookie the hash of the bound cookie; null as long as there is none
 * @param previous the hash of the one before
 * @param renewed when the cookie was made
 * @param enforced whether the browser has shown that it keeps or renews the
 *     cookie: from then on, the session needs it
 * @param expires when all of this may be forgotten
 */
record Binding(String secret, BrowserKey key, String cookie, String previous,
    long renewed, boolean enforced, long expires) {

  /** How long a copy works at most, and how long a challenge is good for. */
  static final Duration LIFETIME = Duration.ofMinutes(5);

  /** For requests that were on their way when the cookie changed or ended. */
  private static final Duration GRACE = Duration.ofSeconds(10);

  /** How long a browser keeps the cookie. */
  static final Duration RENEWAL = LIFETIME.minus(GRACE.multipliedBy(2));

  private static final Pattern CHALLENGE =
      Pattern.compile("(\\d{1,15})\\.[0-9a-f]{64}");

  /** A binding that a browser may still register for, if it is quick. */
  static Binding offered(String secret, long now) {
    return new Binding(secret, null, null, null, 0, false,
        now + LIFETIME.toMillis());
  }

  /** Whether a browser has registered. */
  boolean isRegistered() {
    return key != null;
  }

  /** Bound to a key, with its first cookie. */
  Binding registered(BrowserKey next, String hash, long now, long until) {
    return new Binding(secret, next, hash, null, now, false, until);
  }

  /** With a new cookie: the browser has proved that it can renew it. */
  Binding renewed(String hash, long now) {
    String last = accepts(cookie, now) ? cookie : null; // or it would revive
    return new Binding(secret, key, hash, last, now, true, expires);
  }

  /** As needed from now on. */
  Binding enforce() {
    return new Binding(secret, key, cookie, previous, renewed, true, expires);
  }

  /** Whether the cookie with this hash is good now. */
  boolean accepts(String hash, long now) {
    return hash.equals(cookie)
        && isSince(renewed, LIFETIME.minus(GRACE), now)
        || hash.equals(previous) && isSince(renewed, GRACE, now);
  }

  /**
   * Something new to be signed. It is authenticated, so that it need not be
   * stored, and has the cookie in it, so that no proof works twice.
   */
  String challenge(long now) {
    return now + "." + Hashing.hmacSha256(secret.getBytes(UTF_8))
        .hashString(now + "." + cookie, UTF_8);
  }

  /** Whether it is a challenge of this binding that can be answered now. */
  boolean isFresh(String challenge, long now) {
    Matcher parts = CHALLENGE.matcher(challenge);
    if (!parts.matches()) {
      return false;
    }
    long made = Long.parseLong(parts.group(1));
    return isSince(made, LIFETIME, now) && MessageDigest.isEqual(
        challenge(made).getBytes(UTF_8), challenge.getBytes(UTF_8));
  }

  /**
   * Whether that much time has not yet passed. What seems to be made in the
   * future is from an instance whose clock is ahead, if it is not far.
   */
  private static boolean isSince(long start, Duration length, long now) {
    return start - GRACE.toMillis() <= now && now < start + length.toMillis();
  }
}
