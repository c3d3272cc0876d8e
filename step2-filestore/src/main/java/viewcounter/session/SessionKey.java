package viewcounter.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import viewcounter.web.SessionPolicy;

/** By what a store knows a session. */
final class SessionKey {

  private SessionKey() {}

  /** The id itself, or its hash: who reads the store cannot use that. */
  static String of(String id, SessionPolicy policy) {
    return policy.secure() ? sha256(id) : id;
  }

  /** Fast is enough: nobody can try all ids, as they could passwords. */
  private static String sha256(String id) {
    try {
      return HexFormat.of().formatHex(
          MessageDigest.getInstance("SHA-256").digest(id.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java has SHA-256", e);
    }
  }
}
