package viewcounter.step5;

import java.util.HashMap;
import java.util.Map;
import org.eclipse.jetty.http.BadMessageException;
import spark.Request;

/**
 * What was typed into a form, and for each field that is wrong a hint. The
 * hint of the field "form" is for the whole of it.
 */
record Form(String username, String password, String repeated,
    Map<String, String> hints) {

  static final Form EMPTY = new Form("", "", "", Map.of());

  /**
   * The fields of the body; one that is missing is empty.
   *
   * @throws BadMessageException (400) if a field is there twice or there is
   *     something in the address, where it would be seen by others
   */
  static Form of(Request request) {
    if (request.queryString() != null) {
      throw new BadMessageException("A form belongs into the body");
    }
    return new Form(field(request, "username"), field(request, "password"),
        field(request, "repeated"), new HashMap<>());
  }

  UserName name() {
    return UserName.of(username);
  }

  Form withHint(String field, String hint) {
    if (hint != null) {
      hints.put(field, hint);
    }
    return this;
  }

  /** The form with all hints that a new account calls for. */
  Form checked() {
    return withHint("username", name().hint())
        .withHint("password", NewPassword.hint(password))
        .withHint("repeated", password.equals(repeated) ? null
            : "The two passwords are not the same");
  }

  boolean wrong() {
    return !hints.isEmpty();
  }

  private static String field(Request request, String name) {
    String[] values = request.queryParamsValues(name);
    if (values != null && values.length > 1) {
      throw new BadMessageException("There are two fields named " + name);
    }
    return values == null ? "" : values[0];
  }
}
