package viewcounter.site;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.servlet.http.Cookie;
import spark.Request;
import spark.Response;
import viewcounter.story.Event;

/** A request and its response, as the server saw them. */
record SeenExchange(Event.Request request, String cookie, int status,
    String location, List<String> setCookies, String page) {

  static SeenExchange of(Request request, Response response) {
    Cookie[] cookies = request.raw().getCookies();
    return new SeenExchange(new Event.Request(request.requestMethod(),
        request.raw().getRequestURI(), typed(request), List.of()),
        cookies == null ? null : Stream.of(cookies).map(Cookie::getValue)
            .findFirst().orElse(null),
        response.status(), response.raw().getHeader("Location"),
        List.copyOf(response.raw().getHeaders("Set-Cookie")),
        response.body() == null ? "" : response.body());
  }

  private static List<String> typed(Request request) {
    return request.requestMethod().equals("GET") ? List.of()
        : request.raw().getParameterMap().values().stream()
            .flatMap(Arrays::stream).toList();
  }
}
