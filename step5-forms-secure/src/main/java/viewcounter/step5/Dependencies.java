package viewcounter.step5;

import java.time.Clock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import viewcounter.passwords.BcryptHasher;
import viewcounter.passwords.PasswordHasher;

/**
 * What the app uses of the world, for tests to put something else there.
 *
 * @param nanoTime what time passes by, whatever the clock is set to
 * @param log takes the lines of the security log
 */
public record Dependencies(PasswordHasher passwords, Clock clock,
    LongSupplier nanoTime, Consumer<String> log) {

  public static final Dependencies REAL =
      new Dependencies(new BcryptHasher(BcryptHasher.COST), Clock.systemUTC(),
          System::nanoTime, System.out::println);
}
