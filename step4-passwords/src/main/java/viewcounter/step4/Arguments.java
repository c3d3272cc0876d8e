package viewcounter.step4;

import java.util.List;
import viewcounter.launch.StartupException;
import viewcounter.passwords.BcryptHasher;
import viewcounter.passwords.PasswordHasher;
import viewcounter.passwords.PlaintextHasher;

/** What can be asked for on the command line. */
final class Arguments {

  private Arguments() {}

  /**
   * How passwords are stored: with bcrypt, or with --plaintext as they are.
   *
   * @throws StartupException if there is any other argument
   */
  static PasswordHasher passwords(String... arguments) {
    if (arguments.length == 0) {
      return new BcryptHasher(BcryptHasher.COST);
    }
    if (!List.of(arguments).equals(List.of("--plaintext"))) {
      throw new StartupException("This step takes no argument but"
          + " --plaintext: " + String.join(" ", arguments), null);
    }
    System.out.println("PASSWORDS ARE STORED IN PLAIN TEXT: only for a look!");
    return new PlaintextHasher();
  }
}
