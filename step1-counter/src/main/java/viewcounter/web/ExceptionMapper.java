package viewcounter.web;

import java.sql.SQLDataException;
import java.sql.SQLTransientException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Response;

/** What a client gets when a route throws. */
final class ExceptionMapper {

  private static final Logger LOG =
      LoggerFactory.getLogger(ExceptionMapper.class);

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
    if (e instanceof HttpException answer) {
      return answer.status();
    }
    // another request has ended the session meanwhile: start over without it
    if (e instanceof IllegalStateException
        && request.getRequestedSessionId() != null
        && !request.isRequestedSessionIdValid()) {
      return 303;
    }
    return Stream.iterate(e, cause -> cause != null, Throwable::getCause)
        .map(ExceptionMapper::statusOfCause).filter(status -> status > 0)
        .findFirst().orElse(500);
  }

  /** The status for a failure whose cause is known, or else 0. */
  static int statusOfCause(Throwable cause) {
    // the body was malformed, too slow or incomplete
    return cause instanceof org.eclipse.jetty.http.HttpException bad
        ? bad.getCode() : cause instanceof TimeoutException ? 408
            : cause instanceof org.eclipse.jetty.io.EofException ? 400
            // a database cannot store such data, or cannot store any now
            : cause instanceof SQLDataException ? 400
            : cause instanceof SQLTransientException ? 503 : 0;
  }
}
