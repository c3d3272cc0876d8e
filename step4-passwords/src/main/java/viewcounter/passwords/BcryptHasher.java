package viewcounter.passwords;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.mindrot.jbcrypt.BCrypt;

/**
 * Hashes with bcrypt, and a salt for each password. Each processor computes one
 * hash at a time; at most a hundred threads hash or wait, and more are turned
 * away, so that logins do not block the rest. Only the first 72 bytes of a
 * password count (a limit of bcrypt).
 */
public final class BcryptHasher implements PasswordHasher {

  /** The cost of a hash (OWASP: 10 or more); adding 1 doubles the work. */
  public static final int COST = 10;

  private static final int PLACES = 100; // Jetty has 200 threads

  private final int cost;
  private final Semaphore processors;
  private final Consumer<String> log;
  private final Semaphore places = new Semaphore(PLACES);
  private final AtomicBoolean warned = new AtomicBoolean();

  /** @param cost 4 to 16 */
  public BcryptHasher(int cost) {
    this(cost, new Semaphore(Runtime.getRuntime().availableProcessors(), true),
        System.out::println);
  }

  /**
   * @param processors has a permit for each thread that may hash at once
   * @param log receives a warning if a stored hash cannot be read
   */
  BcryptHasher(int cost, Semaphore processors, Consumer<String> log) {
    this.cost = cost;
    this.processors = processors;
    this.log = log;
  }

  @Override
  public String hash(String password) { // guard: passwords in stolen data
    return withPermit(() -> BCrypt.hashpw(password, BCrypt.gensalt(cost)));
  }

  /**
   * A wrong password costs the same work, whatever is stored: otherwise the
   * time would show that the name exists. Only a higher cost takes longer.
   */
  @Override
  public boolean matches(String password, String stored) {
    BcryptHash hash = BcryptHash.of(stored);
    if (hash == null) {
      warn();
      hash(password); // only for the work
      return false;
    }
    return withPermit(() -> BCrypt.checkpw(password, hash.text())
        || spendRest(password, hash.cost()));
  }

  /** Does the rest of the work, and returns false: 16 + 16 + 32 + 64 = 128. */
  private boolean spendRest(String password, int done) {
    for (int rest = done; rest < cost; rest++) {
      BCrypt.hashpw(password, BCrypt.gensalt(rest));
    }
    return false;
  }

  @Override
  public boolean needsRehash(String stored) {
    BcryptHash hash = BcryptHash.of(stored);
    return hash == null || hash.cost() < cost || !hash.text().equals(stored);
  }

  @Override
  public String rehash(String password, String stored) {
    BcryptHash hash = BcryptHash.of(stored);
    return hash != null && hash.cost() > cost ? hash.text() : hash(password);
  }

  /** Warns only once, or a client could fill the log. */
  private void warn() {
    if (warned.compareAndSet(false, true)) {
      log.accept("WARNING: a stored password hash is not bcrypt with a cost of"
          + " 4 to " + BcryptHash.HIGHEST_COST + ", so no password matches it."
          + " (This is logged once.)");
    }
  }

  private <T> T withPermit(Supplier<T> work) {
    if (!places.tryAcquire()) { // guard: thread pool exhaustion
      throw new TooManyHashesException();
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
