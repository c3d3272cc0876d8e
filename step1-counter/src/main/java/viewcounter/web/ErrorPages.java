package viewcounter.web;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.util.Map;
import java.util.function.BiConsumer;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;
import viewcounter.session.SessionRequest;

/**
 * A plain page for each error: no stack trace, no server name. Every error page
 * is written here, wherever the error has happened.
 */
final class ErrorPages extends ErrorHandler {

  private static final String TOO_MANY_COOKIES =
      "<p>Your browser sends too much with each request, probably cookies of"
          + " other programs on this host. Delete the cookies of this site, and"
          + " reload the page.</p>";
  private static final String ANOTHER_NAME =
      "<p>This server does not answer to the name in the URL. If it is yours,"
          + " use its IP address, or start it with HOST set to the name.</p>";
  private static final String ANOTHER_BROWSER =
      "<p>This session belongs to one browser, and yours has not shown that it"
          + " is the one. Reload the page; if that does not help,"
          + " <a href=\"/login\">log in</a> again.</p>";
  private static final String TWO_COOKIES =
      "<p>Your browser has sent two cookies of this site where there should be"
          + " one. They are deleted now: reload the page. If it does not help,"
          + " delete the cookies of this site yourself.</p>";

  private final Map<String, String> headers;

  /** @param headers those of every response, even to malformed HTTP */
  ErrorPages(Map<String, String> headers) {
    this.headers = headers;
  }

  /** The page for a status. */
  static String of(int status) {
    return of(status, switch (status) {
      case HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431 -> TOO_MANY_COOKIES;
      case HttpStatus.UNAUTHORIZED_401 -> ANOTHER_BROWSER;
      case HttpStatus.MISDIRECTED_REQUEST_421 -> ANOTHER_NAME;
      default -> "";
    });
  }

  private static String of(int status, String advice) {
    String title = status + " " + HttpStatus.getMessage(status);
    return "<!DOCTYPE html><html lang=\"en\"><head><title>" + title
        + "</title></head><body><main><h1>" + title + "</h1>" + advice
        + "</main></body></html>\n";
  }

  /** Adds the headers of the page for a status. */
  static void addHeaders(int status, BiConsumer<String, String> response) {
    response.accept("Content-Type", "text/html;charset=utf-8");
    response.accept("Cache-Control", "no-store");
    if (status == HttpStatus.SEE_OTHER_303) {
      response.accept("Location", "/");
    }
  }

  /** Replaces whatever a route has done with the response. */
  void answer(HttpServletResponse response, int status) throws IOException {
    response.reset(); // its cookies, too
    headers.forEach(response::setHeader);
    write(response, status);
  }

  /** Says what to do about cookies of which nobody knows which one is right. */
  static void answerAmbiguous(SessionRequest request,
      HttpServletResponse response) throws IOException {
    request.expireCookies();
    write(response, HttpStatus.BAD_REQUEST_400,
        of(HttpStatus.BAD_REQUEST_400, TWO_COOKIES));
  }

  @Override
  public boolean errorPageForMethod(String method) {
    return true;
  }

  @Override
  protected void generateResponse(Request request, Response response,
      int status, String message, Throwable cause, Callback callback) {
    headers.forEach(response.getHeaders()::put);
    addHeaders(status, response.getHeaders()::put);
    Content.Sink.write(response, true, of(status), callback);
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
      ErrorPages.write(response, status);
      base.setHandled(true);
    }
  }

  static void write(HttpServletResponse response, int status)
      throws IOException {
    write(response, status, of(status));
  }

  private static void write(HttpServletResponse response, int status,
      String page) throws IOException {
    response.setStatus(status);
    addHeaders(status, response::setHeader);
    response.getOutputStream().write(page.getBytes(UTF_8));
  }
}
