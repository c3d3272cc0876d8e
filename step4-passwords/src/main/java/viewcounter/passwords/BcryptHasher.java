package viewcounter.passwords;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.mindrot.jbcrypt.BCrypt;
import viewcounter.web.HttpException;

/**
 * Hashes with bcrypt, and a salt for each password. Each processor computes one
 * hash at a time; at most a hundred threads hash or wait, and more get 503, so
 * that logins do not block the rest. Only the first 72 bytes of a password
 * count (a limit of bcrypt).
 */
public final class BcryptHasher implements PasswordHasher {

  /** The cost of a hash (OWASP: 10 or more); adding 1 doubles the work. */
  public static final int COST = 10;

  /** What jBCrypt can read; it throws on anything else. */
  private static final Pattern HASH =
      Pattern.compile("\\$2a\\$(0[4-9]|[12]\\d|30)\\$[./A-Za-z0-9]{53}");

  private static final int PLACES = 100; // Jetty has 200 threads

  private final int cost;
  private final Semaphore processors;
  private final Semaphore places = new Semaphore(PLACES);

  /** @param cost 4 to 30 */
  public BcryptHasher(int cost) {
    this(cost,
        new Semaphore(Runtime.getRuntime().availableProcessors(), true));
  }

  /** @param processors has a permit for each thread that may hash at once */
  BcryptHasher(int cost, Semaphore processors) {
    this.cost = cost;
    this.processors = processors;
  }

  /** @throws HttpException (503) if too many are waiting */
  @Override
  public String hash(String password) {
    return withPermit(() -> BCrypt.hashpw(password, BCrypt.gensalt(cost)));
  }

  /** @throws HttpException (503) if too many are waiting */
  @Override
  public boolean matches(String password, String hash) {
    return hash != null && HASH.matcher(hash).matches()
        && withPermit(() -> BCrypt.checkpw(password, hash));
  }

  @Override
  public boolean needsRehash(String hash) {
    return Integer.parseInt(hash.substring(4, 6)) < cost;
  }

  private <T> T withPermit(Supplier<T> work) {
    if (!places.tryAcquire()) { // or all threads could end up waiting
      throw new HttpException(503, "Too many logins at once");
    }
    try {
      processors.acquireUninterruptibly();
      try {
        return work.get();
      } finally {
        processors.release();
      }
    } finally {
      places.release();
    }
  }
}
