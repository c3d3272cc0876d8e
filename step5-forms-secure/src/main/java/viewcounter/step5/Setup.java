package viewcounter.step5;

import java.time.Clock;
import java.util.function.Consumer;
import viewcounter.step4.Passwords;

/**
 * What the app uses of the world, for tests to put something else there.
 *
 * @param log takes the lines of the security log
 */
public record Setup(Passwords passwords, Clock clock, Consumer<String> log) {

  public static final Setup REAL = new Setup(Passwords.bcrypt(Passwords.COST),
      Clock.systemUTC(), System.out::println);
}
