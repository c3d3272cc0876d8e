package viewcounter.attacks;

import java.util.concurrent.atomic.AtomicInteger;
import viewcounter.step4.Passwords;

/** bcrypt at a low cost, which counts how often it works. */
public final class CountedPasswords implements Passwords {

  private final Passwords bcrypt;
  private final AtomicInteger hashings;

  public CountedPasswords(int cost, AtomicInteger hashings) {
    this.bcrypt = Passwords.bcrypt(cost);
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
  public boolean isWeak(String hash) {
    return bcrypt.isWeak(hash);
  }
}
