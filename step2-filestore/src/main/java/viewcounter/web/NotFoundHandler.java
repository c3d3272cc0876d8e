package viewcounter.web;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.handler.AbstractHandler;
import spark.route.HttpMethod;
import spark.route.Routes;

/**
 * Answers what no route has answered: 405 if there is one for another method
 * (RFC 9110, 15.5.6), else 404.
 */
final class NotFoundHandler extends AbstractHandler {

  private final Routes routes;

  NotFoundHandler(Routes routes) {
    this.routes = routes;
  }

  @Override
  public void handle(String target, Request base, HttpServletRequest request,
      HttpServletResponse response) throws IOException {
    base.setHandled(true);
    List<String> allowed = Stream.of(HttpMethod.get, HttpMethod.post)
        .filter(method -> isServed(method, request.getRequestURI()))
        .map(method -> method.name().toUpperCase(Locale.ROOT)).toList();
    if (allowed.isEmpty() || allowed.contains(request.getMethod())) {
      response.sendError(HttpServletResponse.SC_NOT_FOUND);
    } else {
      response.setHeader("Allow", String.join(", ", allowed));
      response.sendError(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
    }
  }

  private boolean isServed(HttpMethod method, String path) {
    return routes.find(method, path, "*/*") != null;
  }
}
