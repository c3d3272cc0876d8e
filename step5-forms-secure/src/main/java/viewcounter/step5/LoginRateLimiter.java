package viewcounter.step5;

import com.google.common.net.InetAddresses;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/**
 * Slows down the guessing of passwords (brute force). Each guess takes a token,
 * a wrong one uses it up, and tokens come back with time. There are few for an
 * account from one IP address, more for an IP address, and many for an account.
 * The last limit does not apply where the owner has signed up or logged in
 * before, so guesses from elsewhere do not lock the owner out there.
 */
final class LoginRateLimiter {

  /** How many guesses at once, and how many seconds until one more. */
  private record Limit(int guesses, int seconds) {}

  /** An account and the network that guesses at it; null stands for any. */
  private record Key(String account, String network) {}

  private record Bucket(double tokens, long nanos) {}

  private static final Limit ACCOUNT_FROM_ADDRESS = new Limit(10, 30);
  private static final Limit ADDRESS = new Limit(100, 10);
  private static final Limit ACCOUNT = new Limit(200, 30);
  private static final int REMEMBERED = 100_000; // then the oldest goes
  private static final int BYTES_OF_NETWORK = 8;

  private final LongSupplier nanoTime;
  private final Map<Key, Bucket> buckets = newestOf(REMEMBERED);
  private final Map<Key, Boolean> knownAddresses = newestOf(REMEMBERED);

  /** @param nanoTime like System.nanoTime, which nobody can set back */
  LoginRateLimiter(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** Takes a token for a guess: returns 0, or how many seconds to wait. */
  synchronized long tryAcquire(String account, String address) {
    Map<Key, Limit> limits = limits(account, address);
    long wait = limits.entrySet().stream().mapToLong(each ->
        secondsToWait(each.getKey(), each.getValue())).max().orElse(0);
    if (wait == 0) {
      limits.forEach((key, limit) -> add(key, limit, -1));
    }
    return wait;
  }

  /**
   * Makes a guess that has its token. The token is refunded if the password was
   * right, or if the guess throws, which is no verdict.
   *
   * @return whether it was the right password
   */
  boolean attempt(String account, String address, BooleanSupplier guess) {
    boolean wrong = false;
    try {
      wrong = !guess.getAsBoolean();
    } finally {
      if (!wrong) {
        refund(account, address);
      }
    }
    if (!wrong) {
      addKnownAddress(account, address);
    }
    return !wrong;
  }

  /** Notes where the owner was: guesses from elsewhere do not count there. */
  synchronized void addKnownAddress(String account, String address) {
    knownAddresses.put(new Key(account, network(address)), true);
  }

  private synchronized void refund(String account, String address) {
    limits(account, address).forEach((key, limit) -> add(key, limit, 1));
  }

  private Map<Key, Limit> limits(String account, String address) {
    String network = network(address);
    Key home = new Key(account, network);
    Map<Key, Limit> limits = new LinkedHashMap<>();
    limits.put(home, ACCOUNT_FROM_ADDRESS);
    limits.put(new Key(null, network), ADDRESS);
    if (knownAddresses.get(home) == null) { // a get keeps it among the newest
      limits.put(new Key(account, null), ACCOUNT);
    }
    return limits;
  }

  /** For IPv6, the /64: the least that one customer gets (RFC 6177). */
  private static String network(String address) {
    String ip = address.replaceAll("[\\[\\]]", ""); // Jetty adds them
    if (!InetAddresses.isInetAddress(ip)) {
      return address;
    }
    byte[] bytes = InetAddresses.forString(ip).getAddress();
    return HexFormat.of().formatHex(bytes, 0,
        Math.min(bytes.length, BYTES_OF_NETWORK));
  }

  private long secondsToWait(Key key, Limit limit) {
    double missing = 1 - tokens(key, limit);
    return missing <= 0 ? 0 : (long) Math.ceil(missing * limit.seconds());
  }

  private double tokens(Key key, Limit limit) {
    Bucket bucket = buckets.get(key);
    if (bucket == null) {
      return limit.guesses();
    }
    double seconds = (nanoTime.getAsLong() - bucket.nanos()) / 1e9;
    return Math.min(limit.guesses(),
        bucket.tokens() + seconds / limit.seconds());
  }

  private void add(Key key, Limit limit, int tokens) {
    double now = tokens(key, limit) + tokens;
    if (now >= limit.guesses()) {
      buckets.remove(key); // a full one must not push out others
    } else {
      buckets.put(key, new Bucket(now, nanoTime.getAsLong()));
    }
  }

  private static <V> Map<Key, V> newestOf(int entries) {
    return new LinkedHashMap<>(16, 0.75f, true) {
      @Override
      protected boolean removeEldestEntry(Map.Entry<Key, V> eldest) {
        return size() > entries;
      }
    };
  }
}
