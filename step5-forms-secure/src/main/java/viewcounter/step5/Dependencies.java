package viewcounter.step5;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import viewcounter.passwords.BcryptHasher;
import viewcounter.passwords.PasswordHasher;

/**
 * What the app needs from outside, so that tests can replace it.
 *
 * @param nanoTime measures elapsed time, whatever the clock is set to
 * @param log receives the lines of the security log
 */
public record Dependencies(PasswordHasher passwords, Clock clock,
    LongSupplier nanoTime, Consumer<String> log) {

  public static final Dependencies REAL =
      new Dependencies(new BcryptHasher(BcryptHasher.COST), Clock.systemUTC(),
          System::nanoTime, System.out::println);
}
