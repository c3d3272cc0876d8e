package viewcounter.binding;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static viewcounter.binding.BrowserKey.decoded;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.ECPublicKey;
import java.util.stream.Stream;

/**
 * What a browser sends to prove that it has a key: a challenge that it has
 * signed, as a JSON Web Token. Nothing in it is true before {@link #check}.
 */
final class Proof {

  /** The key is there if the browser sends it for the first time. */
  private record Header(String alg, String typ, BrowserKey jwk) {}

  private record Payload(String jti) {}

  private static final int LONGEST = 2000; // Chromium's have about 450
  private static final Gson JSON = new Gson();

  private final Header header;
  private final Payload payload;
  private final byte[] signed;
  private final byte[] signature;

  /** @throws GeneralSecurityException if it is no such token; it may be null */
  Proof(String token) throws GeneralSecurityException {
    String[] parts = String.valueOf(token).split("\\.", -1);
    if (parts.length != 3 || token.length() > LONGEST) {
      throw new SignatureException("Not a token");
    }
    header = read(parts[0], Header.class);
    payload = read(parts[1], Payload.class);
    signed = (parts[0] + "." + parts[1]).getBytes(US_ASCII);
    signature = decoded(parts[2]);
  }

  /** The challenge that it claims to be for. */
  String challenge() {
    return String.valueOf(payload.jti());
  }

  /** @throws InvalidKeyException if it has none */
  BrowserKey key() throws InvalidKeyException {
    if (header.jwk() == null) {
      throw new InvalidKeyException("No key");
    }
    return header.jwk();
  }

  /**
   * Checks that it is signed by this key, whatever other key or algorithm its
   * header names.
   *
   * @throws GeneralSecurityException if it is not
   */
  void check(BrowserKey key) throws GeneralSecurityException {
    ECPublicKey own = key.toPublicKey();
    Signature es256 = Signature.getInstance("SHA256withECDSAinP1363Format");
    es256.initVerify(own);
    es256.update(signed);
    if (!"ES256".equals(header.alg()) || !"dbsc+jwt".equals(header.typ())
        || !isInRange(signature, own.getParams().getOrder())
        || !es256.verify(signature)) {
      throw new SignatureException("Not signed by this key");
    }
  }

  /** Whether both its numbers are, which Java 17.0.2 does not check. */
  static boolean isInRange(byte[] signature, BigInteger order) {
    int half = signature.length / 2;
    return Stream.of(new BigInteger(1, signature, 0, half),
        new BigInteger(1, signature, half, half)).allMatch(each ->
            each.signum() > 0 && each.compareTo(order) < 0);
  }

  private static <T> T read(String part, Class<T> type)
      throws GeneralSecurityException {
    try {
      T value = JSON.fromJson(new String(decoded(part), UTF_8), type);
      if (value != null) {
        return value;
      }
    } catch (JsonParseException e) {
      throw new SignatureException("Not JSON", e);
    }
    throw new SignatureException("Empty");
  }
}
