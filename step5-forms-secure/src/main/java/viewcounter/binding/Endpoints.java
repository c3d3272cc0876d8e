package viewcounter.binding;

import java.security.GeneralSecurityException;
import java.util.Set;
import java.util.regex.Pattern;
import spark.Request;
import spark.Response;
import spark.Service;
import viewcounter.session.SessionPolicy;
import viewcounter.web.HttpException;

/** What browsers call by themselves; none of it counts as using a session. */
final class Endpoints {

  static final String REGISTER = "/binding/register";
  static final String REFRESH = "/binding/refresh";
  static final Set<String> PATHS = Set.of(REGISTER, REFRESH);

  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  private static final String INSTRUCTIONS = """
      {"session_identifier": "%s",
       "refresh_url": "%s",
       "scope": {"include_site": false},
       "credentials": [
         {"type": "cookie", "name": "%s", "attributes": "%s"}]}
      """;

  private static final String THE_END = """
      {"session_identifier": "%s", "continue": false}
      """;

  private final Bindings bindings;
  private final SessionPolicy policy;

  Endpoints(Bindings bindings, SessionPolicy policy) {
    this.bindings = bindings;
    this.policy = policy;
  }

  void add(Service http) {
    http.post(REGISTER, this::register);
    http.post(REFRESH, this::refresh);
  }

  private String register(Request request, Response response) {
    String session = sessionOf(request, policy);
    try {
      BoundCookie.set(response, bindings.register(session, proof(request)));
    } catch (GeneralSecurityException e) {
      throw new HttpException(400, e.getMessage());
    }
    response.type("application/json");
    return INSTRUCTIONS.formatted(session, REFRESH, BoundCookie.NAME,
        BoundCookie.ATTRIBUTES);
  }

  /** It finds the binding by its name: the session's cookie may be missing. */
  private String refresh(Request request, Response response) {
    String name = header(request, "Sec-Secure-Session-Id");
    if (name == null || !NAME.matcher(name).matches()) {
      throw new HttpException(400, "Not a name of ours");
    }
    Binding binding = bindings.find(name);
    if (binding == null || hasLoggedInSince(request, name)) {
      response.type("application/json");
      return THE_END.formatted(name); // after an error, it would try again
    }
    try {
      BoundCookie.set(response,
          bindings.renew(name, binding.key(), proof(request)));
    } catch (GeneralSecurityException e) {
      response.status(403); // not an error: it asks for a signature
      response.header("Secure-Session-Challenge",
          "\"" + bindings.challenge(binding) + "\";id=\"" + name + "\"");
    }
    return "";
  }

  /** Two bindings have one cookie: the old one would overwrite the new one. */
  private boolean hasLoggedInSince(Request request, String name) {
    String session = sessionOf(request, policy);
    return !name.equals(session) && bindings.isAlive(session);
  }

  private static String proof(Request request) {
    return header(request, "Secure-Session-Response");
  }

  /** Without the quotes, which the draft wants and Chromium 156 leaves out. */
  private static String header(Request request, String name) {
    String value = request.headers(name);
    return value != null && value.matches("\".*\"")
        ? value.substring(1, value.length() - 1) : value;
  }

  /**
   * The key of the session that the cookie names; null if there is none. It has
   * to be the id by which a route finds the session, not another one beside it.
   */
  static String sessionOf(Request request, SessionPolicy policy) {
    String id = request.raw().getRequestedSessionId();
    return id == null ? null : policy.keyOf(id);
  }
}
