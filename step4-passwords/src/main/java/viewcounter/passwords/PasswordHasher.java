package viewcounter.passwords;

import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.BadMessageException;
import org.mindrot.jbcrypt.BCrypt;
import viewcounter.launch.StartupException;

/** What is kept of a password, and how a password is told by it. */
public interface PasswordHasher {

  /** The cost of a hash with bcrypt (OWASP: 10 or more). */
  int COST = 10;

  /** What jBCrypt can read; it throws at anything else. */
  Pattern HASH =
      Pattern.compile("\\$2a\\$(0[4-9]|[12]\\d|30)\\$[./A-Za-z0-9]{53}");

  /** What to store instead of the password; another text each time. */
  String hash(String password);

  /** Whether a password is the one that the stored text was made of. */
  boolean matches(String password, String hash);

  /** Whether a stored text is weaker than what hash makes today. */
  default boolean isWeak(String hash) {
    return false;
  }

  /**
   * As the command line says: by bcrypt, or with --plaintext in plain text.
   *
   * @throws StartupException if it says anything else
   */
  static PasswordHasher by(String... arguments) {
    if (arguments.length == 0) {
      return bcrypt(COST);
    }
    if (!List.of(arguments).equals(List.of("--plaintext"))) {
      throw new StartupException("This step takes no argument but"
          + " --plaintext: " + String.join(" ", arguments), null);
    }
    System.out.println("PASSWORDS ARE STORED AS THEY ARE: for a look only!");
    return plaintext();
  }

  /** For a look into the store only: what is stored is the password. */
  static PasswordHasher plaintext() {
    return new PasswordHasher() {
      @Override
      public String hash(String password) {
        return password;
      }

      @Override
      public boolean matches(String password, String hash) {
        return password.equals(hash);
      }
    };
  }

  /**
   * By bcrypt, with a salt for each password. As many threads hash at once as
   * there are processors; up to a hundred wait, more get 503, so that logins
   * do not stop the rest.
   * Only the first 72 bytes of a password count (a limit of bcrypt).
   *
   * @param cost 4 to 30; each one more doubles the work
   */
  static PasswordHasher bcrypt(int cost) {
    Semaphore processors =
        new Semaphore(Runtime.getRuntime().availableProcessors(), true);
    Semaphore places = new Semaphore(100); // Jetty has 200 threads
    return new PasswordHasher() {
      @Override
      public String hash(String password) {
        return withPermit(() -> BCrypt.hashpw(password, BCrypt.gensalt(cost)));
      }

      @Override
      public boolean matches(String password, String hash) {
        return hash != null && HASH.matcher(hash).matches()
            && withPermit(() -> BCrypt.checkpw(password, hash));
      }

      @Override
      public boolean isWeak(String hash) {
        return Integer.parseInt(hash.substring(4, 6)) < cost;
      }

      private <T> T withPermit(Supplier<T> work) {
        if (!places.tryAcquire()) { // or all threads would stand and wait
          throw new BadMessageException(503, "Too many logins at once");
        }
        try {
          processors.acquireUninterruptibly();
          try {
            return work.get();
          } finally {
            processors.release();
          }
        } finally {
          places.release();
        }
      }
    };
  }
}
