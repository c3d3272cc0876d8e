package viewcounter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.ErrorHandler;

/** A plain page for each error: no stack trace, no name of a server. */
final class ErrorPages extends ErrorHandler {

  static final String TYPE = "text/html;charset=utf-8";

  private final Map<String, String> headers;

  /** @param headers what is sent along even with these */
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
  public void doError(String target, Request base, HttpServletRequest request,
      HttpServletResponse response) throws IOException {
    base.setHandled(true);
    response.setContentType(TYPE);
    response.setHeader("Cache-Control", "no-store");
    response.getWriter().append(of(response.getStatus())).close();
  }

  /** For what is so wrong that Jetty makes no request of it. */
  @Override
  public ByteBuffer badMessageError(int status, String reason,
      HttpFields fields) {
    headers.forEach(fields::put);
    fields.put(HttpHeader.CONTENT_TYPE, TYPE);
    return ByteBuffer.wrap(of(status).getBytes(UTF_8));
  }
}
