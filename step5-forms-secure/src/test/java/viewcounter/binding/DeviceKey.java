package viewcounter.binding;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.response.Response;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import viewcounter.testing.Browser;

/**
 * The key of a browser that can be bound, and what such a browser does by
 * itself.
 */
public final class DeviceKey {

  private static final Pattern CHALLENGE =
      Pattern.compile("(?:challenge=)?\"([^\"]+)\"(?:;id=.*)?$");
  private static final Pattern NAME =
      Pattern.compile("\"session_identifier\": \"([^\"]+)\"");

  private final KeyPair pair;
  private String name; // of the binding

  public DeviceKey() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      pair = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Registers, as the response to a login or a sign-up asks for. */
  public Response register(Browser browser, Response login) {
    Response answer = sendsTo("/binding/register", browser,
        response(registration(challengeIn(login))));
    Matcher found = NAME.matcher(answer.asString());
    name = found.find() ? found.group(1) : null;
    return answer;
  }

  /** Renews the cookie: asks what to sign, and signs it. */
  public Response refresh(Browser browser) {
    Response first = ask(browser, null);
    return first.statusCode() == 403
        ? ask(browser, proof(challengeIn(first))) : first;
  }

  /** Asks for another cookie. */
  public Response ask(Browser browser, String proof) {
    return sendsTo("/binding/refresh", browser, "Sec-Secure-Session-Id: "
        + name + (proof == null ? "" : "\n" + response(proof)));
  }

  /** The challenge in the header of a response. */
  public static String challengeIn(Response response) {
    String header = response.header("Secure-Session-Registration");
    Matcher challenge = CHALLENGE.matcher(header != null ? header
        : response.header("Secure-Session-Challenge"));
    if (!challenge.find()) {
      throw new IllegalStateException("There is no challenge: " + header);
    }
    return challenge.group(1);
  }

  /** The name by which browser and server speak of the binding. */
  public String name() {
    return name;
  }

  /** Another browser that only knows the name. */
  public DeviceKey named(String binding) {
    name = binding;
    return this;
  }

  static Response sendsTo(String path, Browser browser, String headers) {
    return browser.submitsAsItIs(path, "", headers);
  }

  static String response(String token) {
    return "Secure-Session-Response: " + token;
  }

  /** A token that has the public key in it. */
  public String registration(String challenge) {
    return token("{\"alg\":\"ES256\",\"jwk\":" + jwk()
        + ",\"typ\":\"dbsc+jwt\"}", payload(challenge));
  }

  /** A token for a key that is known. */
  public String proof(String challenge) {
    return token("{\"alg\":\"ES256\",\"typ\":\"dbsc+jwt\"}",
        payload(challenge));
  }

  static String payload(String challenge) {
    return "{\"jti\":\"" + challenge + "\"}";
  }

  String jwk() {
    ECPublicKey key = (ECPublicKey) pair.getPublic();
    return "{\"crv\":\"P-256\",\"kty\":\"EC\",\"x\":\""
        + base64(key.getW().getAffineX()) + "\",\"y\":\""
        + base64(key.getW().getAffineY()) + "\"}";
  }

  /** Any token, signed by this key. */
  String token(String header, String payload) {
    String signed = base64(header.getBytes(UTF_8)) + "."
        + base64(payload.getBytes(UTF_8));
    return signed + "."
        + base64(signature(signed, "SHA256withECDSAinP1363Format"));
  }

  byte[] signature(String text, String algorithm) {
    try {
      Signature signature = Signature.getInstance(algorithm);
      signature.initSign(pair.getPrivate());
      signature.update(text.getBytes(UTF_8));
      return signature.sign();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  static String base64(BigInteger coordinate) {
    byte[] bytes = coordinate.toByteArray(); // perhaps with a sign, or shorter
    byte[] all = new byte[32];
    int length = Math.min(bytes.length, all.length);
    System.arraycopy(bytes, bytes.length - length, all, all.length - length,
        length);
    return base64(all);
  }

  static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
