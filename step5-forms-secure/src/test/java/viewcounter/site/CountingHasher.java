package viewcounter.site;

import java.util.concurrent.atomic.AtomicInteger;
import viewcounter.passwords.BcryptHasher;
import viewcounter.passwords.PasswordHasher;

/** bcrypt at a low cost, which counts how often it works. */
public final class CountingHasher implements PasswordHasher {

  private final PasswordHasher bcrypt;
  private final AtomicInteger hashings;

  public CountingHasher(int cost, AtomicInteger hashings) {
    this.bcrypt = new BcryptHasher(cost);
    this.hashings = hashings;
  }

  @Override
  public String hash(String password) {
    hashings.incrementAndGet();
    return bcrypt.hash(password);
  }

  @Override
  public boolean matches(String password, String hash) {
    hashings.incrementAndGet();
    return bcrypt.matches(password, hash);
  }

  @Override
  public boolean needsRehash(String hash) {
    return bcrypt.needsRehash(hash);
  }
}
