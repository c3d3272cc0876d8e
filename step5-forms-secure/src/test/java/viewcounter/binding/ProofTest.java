package viewcounter.binding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.spec.ECFieldFp;
import java.security.spec.EllipticCurve;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which tokens prove that a browser has its key. */
class ProofTest {

  private static final String HEADER =
      "{\"alg\":\"ES256\",\"jwk\":%s,\"typ\":\"dbsc+jwt\"}";

  private final DeviceKey key = new DeviceKey();

  @Test
  void a_token_with_its_own_key_proves_that_the_browser_has_it()
      throws GeneralSecurityException {
    Proof proof = new Proof(key.registration("c"));
    proof.check(proof.key());
    assertEquals("c", proof.challenge());
  }

  @Test
  void a_token_without_a_key_is_checked_with_the_known_one()
      throws GeneralSecurityException {
    BrowserKey known = new Proof(key.registration("c")).key();
    new Proof(key.proof("d")).check(known);
    assertThrows(GeneralSecurityException.class, () ->
        new Proof(new DeviceKey().proof("d")).check(known));
    assertThrows(GeneralSecurityException.class, () ->
        new Proof(new DeviceKey().registration("d")).check(known));
  }

  @ParameterizedTest
  @NullAndEmptySource
  @ValueSource(strings = {".", "..", "...", "a.b.c", "e30.e30", "e30.e30.",
      "bnVsbA.bnVsbA.AAAA", "e30.W10.AAAA", "W10.e30.AAAA", "e30.e30.AAAA",
      "é.é.é", "e30=.e30=.AAAA", "e30.eyJqdGkiOnt9fQ.AAAA",
      "eyJqd2siOltdfQ.e30.AAAA"})
  void what_is_no_signed_token_is_no_proof(String token) {
    assertNoProof(token);
  }

  @Test
  void nor_is_a_long_one() throws GeneralSecurityException {
    String challenge = "c".repeat(1000);
    assertEquals(challenge,
        new Proof(key.registration(challenge)).challenge());
    assertNoProof(key.registration("c".repeat(1500)));
    String longest = Stream.iterate("c", "c"::concat).map(key::registration)
        .filter(token -> token.length() >= 2000).findFirst().orElseThrow();
    assertEquals(2000, longest.length());
    new Proof(longest);
  }

  @ParameterizedTest
  @CsvSource({"0101, true", "0606, true", "0001, false", "0100, false",
      "0701, false", "0107, false", "ff01, false"})
  void both_numbers_of_a_signature_are_from_1_to_below_the_order(
      String signature, boolean good) {
    assertEquals(good, Proof.isInRange(HexFormat.of().parseHex(signature),
        BigInteger.valueOf(7)));
  }

  @Test
  void a_key_is_a_point_of_the_curve_by_numbers_below_its_prime()
      throws GeneralSecurityException {
    EllipticCurve curve = new Proof(key.registration("c")).key().toPublicKey()
        .getParams().getCurve();
    BigInteger p = ((ECFieldFp) curve.getField()).getP();
    BigInteger root = curve.getB() // at x = 0
        .modPow(p.add(BigInteger.ONE).shiftRight(2), p);
    keyAt(BigInteger.ZERO, root).toPublicKey();
    assertThrows(InvalidKeyException.class, () ->
        keyAt(p, root).toPublicKey(), "It is the same point");
    assertThrows(InvalidKeyException.class, () ->
        keyAt(BigInteger.ONE, root).toPublicKey());
  }

  private static BrowserKey keyAt(BigInteger x, BigInteger y) {
    return new BrowserKey("EC", "P-256", DeviceKey.base64(x),
        DeviceKey.base64(y));
  }

  @TestFactory
  Stream<DynamicTest> nor_is_a_token_that_is() {
    String jwk = key.jwk();
    String good = key.registration("c");
    String signed = good.substring(0, good.lastIndexOf('.'));
    String x = jwk.replaceFirst(".*\"x\":\"([^\"]+)\".*", "$1");
    Map<String, String> tokens = new LinkedHashMap<>();
    tokens.put("not signed", signed + ".");
    tokens.put("signed with zeros",
        signed + "." + DeviceKey.base64(new byte[64]));
    tokens.put("signed in another format", signed + "." + DeviceKey.base64(
        key.signature(signed, "SHA256withECDSA")));
    tokens.put("signed with another hash", signed + "." + DeviceKey.base64(
        key.signature(signed, "SHA384withECDSAinP1363Format")));
    tokens.put("signed for another challenge", signed.replaceFirst("\\..*",
        "." + DeviceKey.base64(DeviceKey.payload("d").getBytes(UTF_8)))
        + good.substring(good.lastIndexOf('.')));
    tokens.put("of the algorithm none",
        header(HEADER.replace("ES256", "none"), jwk));
    tokens.put("of the algorithm RS256",
        header(HEADER.replace("ES256", "RS256"), jwk));
    tokens.put("without an algorithm", header("{\"jwk\":%s}", jwk));
    tokens.put("of another type",
        header(HEADER.replace("dbsc+jwt", "jwt"), jwk));
    tokens.put("without a key", header(HEADER, "null"));
    tokens.put("of an empty key", header(HEADER, "{}"));
    tokens.put("of another kind of key",
        header(HEADER, jwk.replace("EC", "RSA")));
    tokens.put("on another curve",
        header(HEADER, jwk.replace("P-256", "P-384")));
    tokens.put("of a point beside the curve",
        header(HEADER, jwk.replaceFirst("\"y\":\"[^\"]+",
            "\"y\":\"" + x)));
    tokens.put("of the point 0, 0", header(HEADER, jwk.replaceAll(
        "(\"[xy]\":\")[^\"]+", "$1" + DeviceKey.base64(new byte[32]))));
    tokens.put("of a number that is too large",
        header(HEADER, jwk.replace("\"x\":\"", "\"x\":\"AAAA")));
    tokens.put("of no number", header(HEADER, jwk.replace(x, "~")));
    return tokens.entrySet().stream().map(each ->
        dynamicTest(each.getKey(), () -> assertNoProof(each.getValue())));
  }

  private String header(String header, String jwk) {
    return key.token(header.formatted(jwk), DeviceKey.payload("c"));
  }

  private static void assertNoProof(String token) {
    assertThrows(GeneralSecurityException.class, () -> {
      Proof proof = new Proof(token);
      proof.check(proof.key());
    });
  }
}
