package viewcounter.session;

import java.util.ArrayList;
import java.util.List;

/**
 * The headers that delete the session's cookie, also where it is for a parent
 * domain or a part of the path, or partitioned: browsers do not say which.
 */
final class CookieRemoval {

  // no more than fit into a response, whatever a client sends
  private static final String DOMAIN =
      "(?=.{1,100}$)([\\w-]+\\.){1,4}[a-zA-Z][\\w-]*";
  private static final String PATH = "(/[\\w.%~-]{1,100}){1,3}";

  private CookieRemoval() {}

  static List<String> headers(SessionPolicy policy, String host, String path) {
    List<String> headers = new ArrayList<>();
    for (String domain : domains(policy.secure() ? "" : host)) {
      for (String each : paths(path)) {
        headers.add(policy.cookie() + "=; Path=" + each + domain
            + "; Max-Age=0" + (policy.secure() ? "; Secure" : ""));
      }
    }
    headers.add(policy.cookie() // browsers keep these apart from the others
        + "=; Path=/; Max-Age=0; Secure; Partitioned");
    return headers;
  }

  private static List<String> domains(String host) {
    List<String> domains = new ArrayList<>(List.of(""));
    for (String rest = host; rest.matches(DOMAIN);
        rest = rest.substring(rest.indexOf('.') + 1)) {
      domains.add("; Domain=" + rest);
    }
    return domains;
  }

  private static List<String> paths(String path) {
    List<String> paths = new ArrayList<>(List.of("/"));
    for (String rest = path; rest.matches(PATH);
        rest = rest.substring(0, rest.lastIndexOf('/'))) {
      paths.add(rest);
    }
    return paths;
  }
}
