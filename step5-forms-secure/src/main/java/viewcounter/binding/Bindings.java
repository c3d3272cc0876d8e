package viewcounter.binding;

import static viewcounter.session.Token.sha256;

import java.security.GeneralSecurityException;
import java.security.SignatureException;
import java.time.Clock;
import java.util.List;
import java.util.function.BiFunction;
import viewcounter.session.SessionStorage;
import viewcounter.session.Token;
import viewcounter.store.Store;
import viewcounter.store.Table;

/**
 * The bindings in a store, by the keys of their sessions there. Each change is
 * atomic, so several instances may share them.
 */
final class Bindings {

  private static final int BYTES = 32; // 256 bits, so nobody can guess it

  private final SessionStorage sessions;
  private final Table<Binding> bindings;
  private final Clock clock;

  Bindings(Store store, SessionStorage sessions, Clock clock) {
    this.sessions = sessions;
    this.clock = store.clock(clock);
    bindings = store.table("bindings", Binding.class, Binding::expires, clock);
  }

  /** Prepares a new session for a browser that can be bound; a challenge. */
  String offer(String session) {
    long now = clock.millis();
    Binding offered = Binding.offered(Token.random(BYTES), now);
    bindings.put(session, offered);
    return offered.challenge(now);
  }

  /**
   * Binds a session to the key in this proof, for ever.
   *
   * @return the first cookie
   * @throws GeneralSecurityException if it does not prove that the browser has
   *     the key and got the challenge, or if the session has ended or is bound
   */
  String register(String session, String token)
      throws GeneralSecurityException {
    if (!isAlive(session)) {
      throw new SignatureException("No session");
    }
    Proof proof = new Proof(token);
    BrowserKey key = proof.key();
    proof.check(key);
    long end = clock.instant().plus(sessions.policy().absolute())
        .toEpochMilli();
    return giveCookie(session, proof, (binding, hash) ->
        binding.isRegistered() ? binding // now or never
            : binding.registered(key, hash, clock.millis(), end));
  }

  /** Whether a session has not ended; it may be null. */
  boolean isAlive(String session) {
    return sessions.load(session) != null; // which is no use of it
  }

  /** The binding of a session that has not ended; null if it has no key. */
  Binding find(String session) {
    Binding binding = bindings.get(session);
    return binding != null && binding.isRegistered() && isAlive(session)
        ? binding : null;
  }

  /** A new challenge for the browser. */
  String challenge(Binding binding) {
    return binding.challenge(clock.millis());
  }

  /**
   * Renews a cookie.
   *
   * @param key that of the binding
   * @return the next cookie
   * @throws GeneralSecurityException if this does not prove that the browser
   *     has the key, or if the challenge is too old or was used before
   */
  String renew(String session, BrowserKey key, String token)
      throws GeneralSecurityException {
    Proof proof = new Proof(token);
    proof.check(key);
    return giveCookie(session, proof, (binding, hash) ->
        binding.renewed(hash, clock.millis()));
  }

  private String giveCookie(String session, Proof proof,
      BiFunction<Binding, String, Binding> change) throws SignatureException {
    String cookie = Token.random(BYTES);
    String hash = sha256(cookie);
    Binding now = bindings.update(session, old ->
        old.isFresh(proof.challenge(), clock.millis())
            ? change.apply(old, hash) : old);
    if (now == null || !hash.equals(now.cookie())) {
      throw new SignatureException("Not a challenge of now");
    }
    return cookie;
  }

  /**
   * Whether a session may be used with one of these cookies; it may be null. A
   * bound session needs the cookie from the first time on that the browser has
   * sent or renewed it: before that, it may have failed to keep it.
   */
  boolean accepts(String session, List<String> cookies) {
    Binding binding = bindings.get(session);
    if (binding == null || !binding.isRegistered()) {
      return true;
    }
    long now = clock.millis();
    boolean good = cookies.stream()
        .anyMatch(each -> binding.accepts(sha256(each), now));
    if (good && !binding.enforced()) {
      bindings.update(session, Binding::enforce);
    }
    return good || !binding.enforced() || !isAlive(session); // guard: hijacking
  }

  /** Ends a binding, if there is one; the session may be null. */
  void remove(String session) {
    if (session != null) {
      bindings.remove(session);
    }
  }
}
