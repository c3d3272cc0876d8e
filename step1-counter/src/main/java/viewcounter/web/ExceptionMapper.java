package viewcounter.web;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Response;
import viewcounter.persistence.StoreUnavailableException;
import viewcounter.persistence.UnstorableException;
import viewcounter.session.SessionConflictException;
import viewcounter.session.SessionEndedException;

/** What a client gets when a route throws. */
final class ExceptionMapper {

  private static final Logger LOG =
      LoggerFactory.getLogger(ExceptionMapper.class);

  private ExceptionMapper() {}

  static void answer(Exception e, Request request, Response response) {
    int status = statusOf(e);
    response.status(status);
    ErrorPages.addHeaders(status, response.raw()::setHeader);
    response.body(ErrorPages.of(status));
  }

  /** The status for a failure; one that is no client's fault is logged. */
  static int statusOf(Exception e) {
    if (e instanceof HttpException answer) {
      return answer.status();
    }
    if (e instanceof SessionEndedException) {
      return 303; // start over without it
    }
    if (e instanceof RejectedExecutionException) {
      return 503; // there is too much to do already
    }
    int known = Stream.iterate((Throwable) e, cause -> cause != null,
        Throwable::getCause).mapToInt(ExceptionMapper::statusOfCause)
        .filter(status -> status > 0).findFirst().orElse(500);
    if (known == 500) {
      LOG.error("A request failed", e);
    }
    return known;
  }

  /** The status for a failure whose cause is known, or else 0. */
  static int statusOfCause(Throwable cause) {
    // the body was malformed, too slow or incomplete
    return cause instanceof org.eclipse.jetty.http.HttpException bad
        ? bad.getCode() : cause instanceof TimeoutException ? 408
            : cause instanceof org.eclipse.jetty.io.EofException ? 400
            : cause instanceof UnstorableException ? 400
            : cause instanceof StoreUnavailableException
                || cause instanceof SessionConflictException ? 503 : 0;
  }
}
