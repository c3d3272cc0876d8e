package viewcounter.passwords;

import java.util.concurrent.atomic.AtomicInteger;
import viewcounter.passwords.BcryptHasher;
import viewcounter.passwords.PasswordHasher;

/** bcrypt at a low cost, which counts how often it is used. */
public final class CountingHasher implements PasswordHasher {

  private final PasswordHasher bcrypt;
  private final AtomicInteger hashings;
  private final Runnable meanwhile;

  public CountingHasher(int cost, AtomicInteger hashings) {
    this(cost, hashings, () -> {});
  }

  /** @param meanwhile is run before each use */
  public CountingHasher(int cost, AtomicInteger hashings,
      Runnable meanwhile) {
    this.bcrypt = new BcryptHasher(cost);
    this.hashings = hashings;
    this.meanwhile = meanwhile;
  }

  @Override
  public String hash(String password) {
    count();
    return bcrypt.hash(password);
  }

  @Override
  public boolean matches(String password, String hash) {
    count();
    return bcrypt.matches(password, hash);
  }

  @Override
  public boolean needsRehash(String hash) {
    return bcrypt.needsRehash(hash);
  }

  @Override
  public String rehash(String password, String hash) {
    count();
    return bcrypt.rehash(password, hash);
  }

  private void count() {
    meanwhile.run();
    hashings.incrementAndGet();
  }
}
