package viewcounter.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import viewcounter.web.SessionPolicy;

/** The key under which a store keeps a session. */
final class SessionKey {

  private SessionKey() {}

  /** The id, or its hash, which is of no use to whoever reads the store. */
  static String of(String id, SessionPolicy policy) {
    return policy.secure() ? sha256(id) : id;
  }

  /** A fast hash will do: unlike passwords, random ids cannot be guessed. */
  private static String sha256(String id) {
    try {
      return HexFormat.of().formatHex(
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }
}
