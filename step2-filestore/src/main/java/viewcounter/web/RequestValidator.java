package viewcounter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URLDecoder;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import javax.servlet.ServletException;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.HandlerWrapper;

/** Answers 400 to requests that no route should have to deal with. */
final class RequestValidator extends HandlerWrapper {

  private final String sessionCookie;

  RequestValidator(String sessionCookie) {
    this.sessionCookie = sessionCookie;
  }

  @Override
  public void handle(String target, Request base, HttpServletRequest request,
      HttpServletResponse response) throws IOException, ServletException {
    base.getHttpFields().remove("Accept"); // of no use here; Spark trips on ;
    if (isText(request.getRequestURI()) && !overridesMethod(request)
        && !hasTwoHosts(request) && !isUnsureOfItsSession(request)) {
      super.handle(target, base, request, response);
    } else {
      base.setHandled(true);
      response.sendError(HttpServletResponse.SC_BAD_REQUEST);
    }
  }

  /** Whether a path is UTF-8 without control characters (RFC 3986, 2.1). */
  private static boolean isText(String path) {
    if (path == null) { // as with CONNECT
      return false;
    }
    try {
      String text = URLDecoder.decode(path.replace("+", "%2B"), UTF_8);
      return text.chars().noneMatch(c ->
          Character.isISOControl(c) || c == '\uFFFD');
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** Spark would let a link reach a POST route by this header. */
  private static boolean overridesMethod(HttpServletRequest request) {
    return request.getHeader("X-HTTP-Method-Override") != null;
  }

  /** Two programs could see two sites in it (RFC 9112, 3.2). */
  private static boolean hasTwoHosts(HttpServletRequest request) {
    return Collections.list(request.getHeaders("Host")).size() > 1;
  }

  /** Jetty takes __host- for __Host-, which browsers do not protect. */
  private boolean isUnsureOfItsSession(HttpServletRequest request) {
    Cookie[] cookies = request.getCookies();
    List<String> names = cookies == null ? List.of()
        : Stream.of(cookies).map(Cookie::getName)
            .filter(sessionCookie::equalsIgnoreCase).toList();
    return names.size() > 1
        || names.size() == 1 && !names.contains(sessionCookie);
  }
}
