package viewcounter.passwords;

import java.util.List;
import viewcounter.launch.StartupException;

/** Turns a password into what is stored, and checks passwords against it. */
public interface PasswordHasher {

  /** What to store instead of the password; a different text each time. */
  String hash(String password);

  /**
   * Whether a password is the one that the stored text was made from.
   *
   * @param hash what is stored; anything else, even null, matches no password
   */
  boolean matches(String password, String hash);

  /** Whether a stored text is weaker than, or unlike, those of today. */
  default boolean needsRehash(String hash) {
    return false;
  }

  /** What to store instead of a hash that matches; it is never weaker. */
  default String rehash(String password, String hash) {
    return hash(password);
  }

  /**
   * As the command line asks: bcrypt, or with --plaintext no hash at all.
   *
   * @throws StartupException if it says anything else
   */
  static PasswordHasher of(String... arguments) {
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
