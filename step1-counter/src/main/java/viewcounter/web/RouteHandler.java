package viewcounter.web;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.servlet.ServletException;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.ee8.nested.AbstractHandler;
import org.eclipse.jetty.ee8.nested.Request;
import spark.embeddedserver.jetty.HttpRequestWrapper;
import spark.route.HttpMethod;
import viewcounter.session.SessionRequest;
import viewcounter.session.Sessions;

/**
 * Lets Spark's routes answer with sessions of ours, and saves the session
 * before anything is sent. What no route answers gets a 405 if there is a route
 * for another method (RFC 9110, 15.5.6), otherwise a 404.
 */
final class RouteHandler extends AbstractHandler {

  private final SparkRoutes spark;
  private final Sessions sessions;
  private final ErrorPages errors;
  private final Consumer<SessionRequest> answered;

  /** @param answered receives each request that a route has answered */
  RouteHandler(SparkRoutes spark, Sessions sessions, ErrorPages errors,
      Consumer<SessionRequest> answered) {
    this.spark = spark;
    this.sessions = sessions;
    this.errors = errors;
    this.answered = answered;
  }

  @Override
  public void handle(String target, Request base, HttpServletRequest request,
      HttpServletResponse response) throws IOException {
    base.setHandled(true);
    BufferedResponse page = new BufferedResponse(response);
    try (SessionRequest own =
        new SessionRequest(request, response, sessions)) {
      if (own.isAmbiguous()) {
        ErrorPages.answerAmbiguous(own, response);
        return;
      }
      boolean isAnswered = answer(own, page);
      own.save();
      if (isAnswered) {
        answered.accept(own); // after it was saved: a look is no use of it
      }
    } catch (Exception e) {
      errors.answer(response, ExceptionMapper.statusOf(e));
      return;
    }
    page.send();
  }

  /** Returns whether there is a route. */
  private boolean answer(SessionRequest request, BufferedResponse page)
      throws IOException, ServletException {
    RequestForSpark forSpark = new RequestForSpark(request);
    spark.filter().doFilter(forSpark, page, null);
    if (forSpark.notConsumed()) {
      answerNone(request, page);
      return false;
    }
    return true;
  }

  private void answerNone(HttpServletRequest request, BufferedResponse page)
      throws IOException {
    List<String> allowed = Stream.of(HttpMethod.get, HttpMethod.head,
        HttpMethod.post)
        .filter(method -> isServed(method, request.getRequestURI()))
        .map(method -> method.name().toUpperCase(Locale.ROOT)).toList();
    boolean otherMethod = !allowed.isEmpty()
        && !allowed.contains(request.getMethod());
    if (otherMethod) {
      page.setHeader("Allow", String.join(", ", allowed));
    }
    ErrorPages.write(page, otherMethod
        ? HttpServletResponse.SC_METHOD_NOT_ALLOWED
        : HttpServletResponse.SC_NOT_FOUND);
  }

  private boolean isServed(HttpMethod method, String path) {
    HttpMethod own = method == HttpMethod.head ? HttpMethod.get : method;
    return spark.routes().find(own, path, "*/*") != null;
  }

  /** Spark runs no route for HEAD; Jetty sends no content for it anyway. */
  private static final class RequestForSpark extends HttpRequestWrapper {

    private RequestForSpark(HttpServletRequest request) {
      super(request);
    }

    @Override
    public String getMethod() {
      String method = super.getMethod();
      return method.equals("HEAD") ? "GET" : method;
    }

    @Override
    public String getHeader(String name) { // Spark fails on "Accept: ;"
      return "Accept".equalsIgnoreCase(name) ? null : super.getHeader(name);
    }
  }
}
