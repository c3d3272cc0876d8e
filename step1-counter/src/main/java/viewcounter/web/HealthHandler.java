package viewcounter.web;

import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import viewcounter.persistence.Persistence;

/**
 * Tells a load balancer whether to send visitors here: <code>GET
 * /healthz</code> is answered with 200 if something can be saved, otherwise
 * with 503; it tries that at most once a second. It comes before sessions, held
 * responses and the trace.
 */
final class HealthHandler extends Handler.Wrapper {

  private final SharedCheck saving;

  HealthHandler(Persistence persistence) {
    saving = new SharedCheck(persistence::isWritable, System::nanoTime);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws Exception {
    if (!isHealthCheck(request)) {
      return super.handle(request, response, callback);
    }
    boolean writable = saving.passes();
    response.setStatus(writable ? HttpStatus.OK_200
        : HttpStatus.SERVICE_UNAVAILABLE_503);
    response.getHeaders()
        .put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8")
        .put(HttpHeader.CACHE_CONTROL, "no-store");
    Content.Sink.write(response, true,
        writable ? "ok\n" : "nothing can be saved\n", callback);
    return true;
  }

  /** Only in this form: another encoding could get past a proxy's rule. */
  private static boolean isHealthCheck(Request request) {
    return "/healthz".equals(request.getHttpURI().getPath())
        && (HttpMethod.GET.is(request.getMethod())
            || HttpMethod.HEAD.is(request.getMethod()));
  }
}
