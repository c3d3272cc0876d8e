package viewcounter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers 400 or 414 to requests that no route should have to deal with. */
final class RequestValidator extends Handler.Wrapper {

  private static final int URL_CHARACTERS = 8 * 1024;

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws Exception {
    int status = statusOf(request);
    if (status > 0) {
      Response.writeError(request, response, callback, status);
      return true;
    }
    return super.handle(request, response, callback);
  }

  /** 0 if nothing is wrong. */
  private static int statusOf(Request request) {
    if (request.getHttpURI().asString().length() > URL_CHARACTERS) {
      return HttpStatus.URI_TOO_LONG_414;
    }
    return "*".equals(request.getHttpURI().getPath()) // the whole server
        || hasBadCharacters(request) || disguisesMethod(request)
        ? HttpStatus.BAD_REQUEST_400 : 0;
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

  /** guard: method override. Spark takes "post" for POST, too. */
  private static boolean disguisesMethod(Request request) {
    return request.getHeaders().contains("X-HTTP-Method-Override")
        || request.getMethod().chars().anyMatch(Character::isLowerCase);
  }
}
