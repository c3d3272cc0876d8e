package viewcounter.step5;

import java.time.Clock;
import java.util.function.Consumer;
import viewcounter.passwords.BcryptHasher;
import viewcounter.passwords.PasswordHasher;

/**
 * What the app needs from outside, so that tests can replace it.
 *
 * @param log receives the lines of the security log
 */
public record Dependencies(PasswordHasher passwords, Clock clock,
    Consumer<String> log) {

  public static final Dependencies REAL =
      new Dependencies(new BcryptHasher(BcryptHasher.COST), Clock.systemUTC(),
          System.out::println);
}
