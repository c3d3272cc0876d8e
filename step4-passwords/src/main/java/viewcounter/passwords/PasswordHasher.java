package viewcounter.passwords;

/**
 * Turns a password into what is stored, and checks passwords against it. What
 * hashes throws a {@link TooManyHashesException} if it has too much to do.
 */
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
}
