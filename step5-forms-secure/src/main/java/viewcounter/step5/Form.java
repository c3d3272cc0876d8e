package viewcounter.step5;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;
import spark.Request;
import viewcounter.web.HttpException;

/**
 * What was typed into a form, and a hint for each field that is wrong. The
 * hint of the field "form" is for the form as a whole.
 */
record Form(String username, String password, String repeated,
    Map<String, String> errors) {

  static final Form EMPTY = new Form("", "", "", Map.of());

  /**
   * The fields of the body; a missing one is empty. They are normalised to
   * Unicode NFC, because keyboards differ in how they send an ë: for passwords,
   * NIST SP 800-63B (3.1.1.2) asks for that, and RFC 8265 for NFC.
   *
   * @throws HttpException (400) if a field comes twice or is not UTF-8, or if
   *     the URL has a query, which others could see
   */
  static Form of(Request request) {
    if (request.queryString() != null) { // guard: password in the URL
      throw new HttpException(400, "A form belongs in the body");
    }
    return new Form(field(request, "username"), field(request, "password"),
        field(request, "repeated"), new HashMap<>());
  }

  UserName name() {
    return UserName.of(username);
  }

  /** Adds a hint for a field that is wrong; null adds none. */
  void addError(String field, String hint) {
    if (hint != null) {
      errors.put(field, hint);
    }
  }

  /** Adds a hint for each thing that prevents a new account. */
  void check() {
    addError("username", name().hint());
    addError("password", PasswordPolicy.violation(password));
    addError("repeated", password.equals(repeated) ? null
        : "The two passwords are not the same");
  }

  boolean hasErrors() {
    return !errors.isEmpty();
  }

  /** For the page: the field that has the focus, to be typed into first. */
  Map<String, String> focus() {
    boolean name = errors.isEmpty() || username.isEmpty()
        || errors.containsKey("username");
    return Map.of(name ? "username" : "password", "autofocus");
  }

  private static String field(Request request, String name) {
    String[] values = request.queryParamsValues(name);
    if (values != null && values.length > 1) {
      throw new HttpException(400, "There are two fields named " + name);
    }
    String value = values == null ? "" : values[0];
    if (value.indexOf('\uFFFD') >= 0) { // Jetty's mark for invalid bytes
      throw new HttpException(400, "The field " + name + " is not UTF-8");
    }
    return Normalizer.normalize(value, Normalizer.Form.NFC);
  }
}
