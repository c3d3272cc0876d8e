package viewcounter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** A plain page for each error: no stack trace, no server name. */
final class ErrorPages extends ErrorHandler {

  static final String TYPE = "text/html;charset=utf-8";

  private final Map<String, String> headers;

  /** @param headers those of every response, even to malformed HTTP */
  ErrorPages(Map<String, String> headers) {
    this.headers = headers;
  }

  static String of(int status) {
    String title = status + " " + HttpStatus.getMessage(status);
    return "<!DOCTYPE html><html lang=\"en\"><head><title>" + title
        + "</title></head><body><main><h1>" + title
        + "</h1></main></body></html>\n";
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(Request request, Response response,
      int status, String message, Throwable cause, Callback callback) {
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, TYPE);
    response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
    response.write(true, ByteBuffer.wrap(of(status).getBytes(UTF_8)),
        callback);
  }

  /** The same pages for errors in filters and servlets. */
  static final class OfServlets
      extends org.eclipse.jetty.ee8.nested.ErrorHandler {

    @Override
    public boolean errorPageForMethod(String method) {
      return true;
    }

    @Override
    protected void generateAcceptableResponse(
        org.eclipse.jetty.ee8.nested.Request base, HttpServletRequest request,
        HttpServletResponse response, int status, String message)
        throws IOException {
      answer(response, status);
      base.setHandled(true);
    }
  }

  static void answer(HttpServletResponse response, int status)
      throws IOException {
    response.setStatus(status);
    response.setContentType(TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.getOutputStream().write(of(status).getBytes(UTF_8));
  }
}
