package viewcounter.step5;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.net.InetAddresses;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import viewcounter.step5.TokenBuckets.Limit;
import viewcounter.store.Store;
import viewcounter.store.Table;

/**
 * Slows down the guessing of passwords (brute force). Each guess takes a token,
 * a wrong one uses it up, and tokens come back with time. There are few for an
 * account from one IP address, more for an IP address, and many for an account.
 * The last limit does not apply where the owner has signed up or logged in
 * before, so guesses from elsewhere do not lock the owner out there. A browser
 * that is known has a limit of its own instead of all these, so not even
 * guesses from the same IP address lock the owner out.
 */
final class LoginRateLimiter {

  /** The last networks that an owner came from, hashed, newest first. */
  record Networks(List<String> known) {}

  private static final Limit ACCOUNT_FROM_ADDRESS = new Limit(10, 30);
  private static final Limit ADDRESS = new Limit(100, 10);
  private static final Limit ACCOUNT = new Limit(200, 30);
  private static final Limit ACCOUNT_ON_DEVICE = new Limit(10, 30);
  private static final int KNOWN_FOR_EACH = 20;
  private static final int BYTES_OF_NETWORK = 8;

  private final TokenBuckets buckets;
  private final Table<Networks> networks;

  /** Keeps its buckets in a store, so that a restart forgets no guess. */
  LoginRateLimiter(Store store, Clock clock) {
    buckets = new TokenBuckets(store, clock);
    networks = store.table("networks", Networks.class);
  }

  /**
   * Takes a token for a guess: returns 0, or how many seconds to wait.
   *
   * @param device what {@link KnownDevices#find} says
   */
  long tryAcquire(String account, String address, String device) {
    Map<String, Limit> limits = limits(account, address, device);
    long wait = limits.entrySet().stream().mapToLong(each ->
        buckets.secondsToWait(each.getKey(), each.getValue())).max()
        .orElse(0);
    List<String> taken = new ArrayList<>();
    for (Map.Entry<String, Limit> each : limits.entrySet()) {
      wait = wait > 0 ? wait : buckets.take(each.getKey(), each.getValue());
      if (wait == 0) {
        taken.add(each.getKey());
      }
    }
    if (wait > 0) { // others were quicker
      taken.forEach(key -> buckets.refund(key, limits.get(key)));
    }
    return wait; // guard: brute force
  }

  /**
   * Makes a guess that has its token. The token is refunded if the password was
   * right, or if the guess throws, which is no verdict.
   *
   * @return whether it was the right password
   */
  boolean attempt(String account, String address, String device,
      BooleanSupplier guess) {
    boolean wrong = false;
    try {
      wrong = !guess.getAsBoolean();
    } finally {
      if (!wrong) {
        limits(account, address, device).forEach(buckets::refund);
      }
    }
    if (!wrong) {
      addKnownAddress(account, address);
    }
    return !wrong;
  }

  /** Notes where the owner was: guesses from elsewhere do not count there. */
  void addKnownAddress(String account, String address) {
    String network = hash(account, network(address));
    networks.compute(account, old ->
        old == null ? new Networks(List.of(network))
            : network.equals(old.known().get(0)) ? old
            : new Networks(Stream.concat(Stream.of(network),
                old.known().stream().filter(each -> !each.equals(network)))
                .limit(KNOWN_FOR_EACH).toList()));
  }

  private Map<String, Limit> limits(String account, String address,
      String device) {
    if (device != null) { // guard: lockout from the same IP address
      return Map.of(device, ACCOUNT_ON_DEVICE);
    }
    String network = network(address);
    String home = hash(account, network);
    Map<String, Limit> limits = new LinkedHashMap<>();
    limits.put(home, ACCOUNT_FROM_ADDRESS);
    limits.put(hash("", network), ADDRESS); // guard: password spraying
    Networks owner = networks.get(account);
    if (owner == null || !owner.known().contains(home)) { // guard: lockout
      limits.put(hash(account, ""), ACCOUNT);
    }
    return limits;
  }

  /** What was typed as a name could be a password: it is not stored. */
  private static String hash(String account, String network) {
    return Hashing.sha256().hashString(network + '\n' + account, UTF_8)
        .toString(); // guard: name like an IP address
  }

  /** For IPv6, the /64: the least that one customer gets (RFC 6177). */
  private static String network(String address) {
    String ip = address.replaceAll("[\\[\\]]|%.*", ""); // and no zone
    if (!InetAddresses.isInetAddress(ip)) {
      return address;
    }
    byte[] bytes = InetAddresses.forString(ip).getAddress();
    return HexFormat.of().formatHex(bytes, 0,
        Math.min(bytes.length, BYTES_OF_NETWORK));
  }
}
