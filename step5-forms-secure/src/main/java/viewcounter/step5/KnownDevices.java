package viewcounter.step5;

import static viewcounter.session.Token.sha256;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import spark.Request;
import spark.Response;
import viewcounter.session.Token;
import viewcounter.store.Store;
import viewcounter.store.Table;

/**
 * The browsers in which the owner of an account has logged in before, known by
 * a cookie of their own (OWASP, "Slow Down Online Guessing Attacks with Device
 * Cookies"). It lets nobody in: it only has its guesses counted apart.
 */
final class KnownDevices {

  /**
   * A browser.
   *
   * @param token the hash of what its cookie has
   * @param expires in milliseconds since 1970
   */
  private record Device(String token, long expires) {}

  /** The last browsers of an account, newest first. */
  private record Devices(List<Device> known) {}

  static final String COOKIE = "__Host-device";
  private static final Duration LIFETIME = Duration.ofDays(180);
  private static final int ACCOUNTS_IN_ONE_BROWSER = 5;
  private static final int BROWSERS_OF_ONE_ACCOUNT = 20;
  private static final int BYTES = 16; // 128 bits, so nobody can guess it

  private final Table<Devices> devices;
  private final Clock clock;

  KnownDevices(Store store, Clock clock) {
    this.clock = store.clock(clock);
    devices = store.table("devices", Devices.class,
        each -> each.known().get(0).expires(), clock);
  }

  /** A key for this browser, or null if the account is not known in it. */
  String find(Request request, String account) {
    Devices stored = devices.get(account);
    return stored == null ? null : tokens(request).map(Token::sha256)
        .filter(key -> stored.known().stream().anyMatch(each ->
            each.token().equals(key) && each.expires() > clock.millis()))
        .findFirst().orElse(null);
  }

  /**
   * Makes this browser known, after the right password: by a new token, so that
   * a copy of the last one no longer works. Log-out leaves it there.
   */
  void remember(Request request, Response response, String account) {
    String token = Token.random(BYTES);
    String old = find(request, account);
    Device device = new Device(sha256(token),
        clock.instant().plus(LIFETIME).toEpochMilli());
    devices.compute(account, stored -> new Devices(Stream.concat(
        Stream.of(device), stored == null ? Stream.of()
            : stored.known().stream().filter(each ->
                !each.token().equals(old)))
        .limit(BROWSERS_OF_ONE_ACCOUNT).toList()));
    String tokens = String.join(".", Stream.concat(Stream.of(token),
        tokens(request).filter(each -> !sha256(each).equals(old)))
        .limit(ACCOUNTS_IN_ONE_BROWSER).toList());
    response.raw().addHeader("Set-Cookie", COOKIE + "=" + tokens + "; Path=/;"
        + " Max-Age=" + LIFETIME.toSeconds()
        + "; Secure; HttpOnly; SameSite=Strict");
  }

  /** One for each account; few, because each has to be looked up. */
  private static Stream<String> tokens(Request request) {
    return Stream.of(String.valueOf(request.cookie(COOKIE)).split("\\."))
        .filter(each -> each.matches("[0-9a-f]{" + 2 * BYTES + "}"))
        .limit(ACCOUNTS_IN_ONE_BROWSER);
  }
}
