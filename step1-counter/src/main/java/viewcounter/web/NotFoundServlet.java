package viewcounter.web;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import spark.route.HttpMethod;
import spark.route.Routes;

/**
 * Answers what no route has answered: 405 if there is one for another method
 * (RFC 9110, 15.5.6), otherwise 404.
 */
final class NotFoundServlet extends HttpServlet {

  private final Routes routes;

  NotFoundServlet(Routes routes) {
    this.routes = routes;
  }

  @Override
  protected void service(HttpServletRequest request,
      HttpServletResponse response) throws IOException {
    List<String> allowed = Stream.of(HttpMethod.get, HttpMethod.head,
        HttpMethod.post)
        .filter(method -> isServed(method, request.getRequestURI()))
        .map(method -> method.name().toUpperCase(Locale.ROOT)).toList();
    boolean otherMethod = !allowed.isEmpty()
        && !allowed.contains(request.getMethod());
    if (otherMethod) {
      response.setHeader("Allow", String.join(", ", allowed));
    }
    ErrorPages.answer(response, otherMethod
        ? HttpServletResponse.SC_METHOD_NOT_ALLOWED
        : HttpServletResponse.SC_NOT_FOUND);
  }

  private boolean isServed(HttpMethod method, String path) {
    HttpMethod own = method == HttpMethod.head ? HttpMethod.get : method;
    return routes.find(own, path, "*/*") != null;
  }
}
