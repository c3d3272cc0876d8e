package viewcounter.step5;

import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guesses of passwords down, and locks nobody out: each failed guess
 * uses up a token, and tokens come back with time. There are few for an
 * account from one address, more for an address, and many for an account,
 * which do not count where its owner has logged in from before. So whoever
 * guesses from anywhere does not keep the owner out at home.
 */
final class LoginRateLimiter {

  /** How many guesses at once, and seconds until one more. */
  private record Limit(int guesses, int seconds) {}

  private record Bucket(double tokens, long millis) {}

  private static final Limit ACCOUNT_FROM_ADDRESS = new Limit(10, 30);
  private static final Limit ADDRESS = new Limit(100, 10);
  private static final Limit ACCOUNT = new Limit(200, 30);
  private static final int REMEMBERED = 100_000; // then the oldest goes

  private final Clock clock;
  private final Map<String, Bucket> buckets = newestOf(REMEMBERED);
  private final Map<String, Boolean> knownAddresses = newestOf(REMEMBERED);

  LoginRateLimiter(Clock clock) {
    this.clock = clock;
  }

  /** Takes a token for a guess: 0, or the seconds to wait before it. */
  synchronized long tryAcquire(String account, String address) {
    Map<String, Limit> limits = limits(account, address);
    long wait = limits.entrySet().stream().mapToLong(each ->
        secondsToWait(each.getKey(), each.getValue())).max().orElse(0);
    if (wait == 0) {
      limits.forEach((key, limit) -> add(key, limit, -1));
    }
    return wait;
  }

  /** Gives the token back: it was the right password. */
  synchronized void refund(String account, String address) {
    limits(account, address).forEach((key, limit) -> add(key, limit, 1));
    knownAddresses.put(account + "@" + address, true);
  }

  private Map<String, Limit> limits(String account, String address) {
    String home = account + "@" + address;
    Map<String, Limit> limits = new LinkedHashMap<>();
    limits.put(home, ACCOUNT_FROM_ADDRESS);
    limits.put("@" + address, ADDRESS);
    if (!knownAddresses.containsKey(home)) {
      limits.put(account, ACCOUNT);
    }
    return limits;
  }

  private long secondsToWait(String key, Limit limit) {
    double missing = 1 - tokens(key, limit);
    return missing <= 0 ? 0 : (long) Math.ceil(missing * limit.seconds());
  }

  private double tokens(String key, Limit limit) {
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      return limit.guesses();
    }
    double passed = (clock.millis() - bucket.millis()) / 1000.0;
    return Math.min(limit.guesses(),
        bucket.tokens() + Math.max(0, passed) / limit.seconds());
  }

  private void add(String key, Limit limit, int tokens) {
    buckets.put(key,
        new Bucket(tokens(key, limit) + tokens, clock.millis()));
  }

  private static <V> Map<String, V> newestOf(int entries) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
        return size() > entries;
      }
    };
  }
}
