package viewcounter.binding;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECFieldFp;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.security.spec.EllipticCurve;
import java.util.Base64;

/**
 * A browser's public key on the curve P-256, as a JSON Web Key (RFC 7518, 6.2):
 * a point whose coordinates are 32 bytes each, in base64url.
 */
record BrowserKey(String kty, String crv, String x, String y) {

  private static final int BYTES = 32;

  /** @throws GeneralSecurityException if it is no such key */
  ECPublicKey toPublicKey() throws GeneralSecurityException {
    if (!"EC".equals(kty) || !"P-256".equals(crv)) {
      throw new InvalidKeyException("Not on P-256");
    }
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    ECParameterSpec p256 = parameters.getParameterSpec(ECParameterSpec.class);
    ECPoint point = new ECPoint(number(x), number(y));
    if (!isOn(p256.getCurve(), point)) { // no Java promises to check that
      throw new InvalidKeyException("Not a point of the curve");
    }
    return (ECPublicKey) KeyFactory.getInstance("EC")
        .generatePublic(new ECPublicKeySpec(point, p256));
  }

  private static BigInteger number(String base64) throws InvalidKeyException {
    byte[] bytes = base64 == null ? new byte[0] : decoded(base64);
    if (bytes.length != BYTES) {
      throw new InvalidKeyException("Not a coordinate");
    }
    return new BigInteger(1, bytes);
  }

  /** The bytes that a JSON Web Key or Token has in base64url. */
  static byte[] decoded(String base64) throws InvalidKeyException {
    try {
      return Base64.getUrlDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw new InvalidKeyException("Not base64url", e);
    }
  }

  /** Whether y² = x³ + ax + b, modulo p. */
  private static boolean isOn(EllipticCurve curve, ECPoint point) {
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger x = point.getAffineX();
    BigInteger y = point.getAffineY();
    return x.compareTo(p) < 0 && y.compareTo(p) < 0
        && y.pow(2).subtract(x.pow(3).add(curve.getA().multiply(x))
            .add(curve.getB())).mod(p).signum() == 0;
  }
}
