package viewcounter.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;

/** What a browser proves itself with, such as a session's id. */
public final class Token {

  private static final SecureRandom RANDOM = new SecureRandom();

  private Token() {}

  /**
   * A token that nobody can guess, in hexadecimal.
   *
   * @param bytes how long it is; OWASP: at least 16
   */
  public static String random(int bytes) {
    byte[] token = new byte[bytes];
    RANDOM.nextBytes(token); // guard: made-up id
    return HexFormat.of().formatHex(token);
  }

  /**
   * The hash to store in its place, in hexadecimal. A fast one will do: unlike
   * passwords, random tokens cannot be guessed.
   */
  public static String sha256(String token) {
    try {
      return HexFormat.of().formatHex(
          MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }
}
