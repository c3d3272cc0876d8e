package viewcounter.web;

import java.util.concurrent.TimeoutException;
import javax.servlet.http.HttpServletRequest;
import org.eclipse.jetty.http.BadMessageException;
import org.eclipse.jetty.io.RuntimeIOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Response;

/** What a client gets when a route throws. */
final class ExceptionMapper {

  private static final Logger LOG = LoggerFactory.getLogger(ExceptionMapper.class);

  private ExceptionMapper() {}

  static void answer(Exception e, Request request, Response response) {
    int status = statusOf(e, request.raw());
    if (status == 303) {
      response.header("Location", "/");
    } else if (status == 500) {
      LOG.error("A request failed", e);
    }
    response.status(status);
    response.type(ErrorPages.TYPE);
    response.body(ErrorPages.of(status));
  }

  private static int statusOf(Exception e, HttpServletRequest request) {
    if (e instanceof BadMessageException bad) {
      return bad.getCode();
    }
    if (e instanceof RuntimeIOException) { // the body did not come as it should
      return e.getCause() instanceof TimeoutException ? 408 : 400;
    }
    // another request has ended the session meanwhile: look anew without it
    return e instanceof IllegalStateException
        && request.getRequestedSessionId() != null
        && !request.isRequestedSessionIdValid() ? 303 : 500;
  }
}
