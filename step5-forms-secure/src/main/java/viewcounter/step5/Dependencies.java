package viewcounter.step5;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
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

  /** Without a locale, System.out would print ? for letters such as ë. */
  private static final PrintStream UTF_8_OUT =
      new PrintStream(new FileOutputStream(FileDescriptor.out), true, UTF_8);

  public static final Dependencies REAL =
      new Dependencies(new BcryptHasher(BcryptHasher.COST), Clock.systemUTC(),
          UTF_8_OUT::println);
}
