package viewcounter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.List;
import org.eclipse.jetty.http.HttpCookie;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers 400 to requests that no route should have to deal with. */
final class RequestValidator extends Handler.Wrapper {

  private final String sessionCookie;

  RequestValidator(String sessionCookie) {
    this.sessionCookie = sessionCookie;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws Exception {
    if ("*".equals(request.getHttpURI().getPath()) // the whole server
        || hasBadCharacters(request) || disguisesMethod(request)
        || isUnsureOfItsSession(request)) {
      Response.writeError(request, response, callback,
          HttpStatus.BAD_REQUEST_400);
      return true;
    }
    return super.handle(request, response, callback);
  }

  /** Jetty itself rejects invalid UTF-8, but not after a semicolon. */
  private static boolean hasBadCharacters(Request request) {
    try {
      return URLDecoder.decode(request.getHttpURI().getPath(), UTF_8).chars()
          .anyMatch(Character::isISOControl);
    } catch (IllegalArgumentException e) { // such as %zz
      return true;
    }
  }

  /** Spark takes this header for the method, and "post" for POST. */
  private static boolean disguisesMethod(Request request) {
    return request.getHeaders().contains("X-HTTP-Method-Override")
        || request.getMethod().chars().anyMatch(Character::isLowerCase);
  }

  /** Jetty takes __host- for __Host-, but browsers do not protect it. */
  private boolean isUnsureOfItsSession(Request request) {
    List<String> names = Request.getCookies(request).stream()
        .map(HttpCookie::getName).filter(sessionCookie::equalsIgnoreCase)
        .toList();
    return names.size() > 1
        || names.size() == 1 && !names.contains(sessionCookie);
  }
}
