package viewcounter.site;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.servlet.http.Cookie;
import spark.Request;
import spark.Response;
import viewcounter.story.Event;
import viewcounter.story.Story;

/** A request and its response, as the server saw them. */
record SeenExchange(Event.Request request, String cookie, int status,
    String location, List<String> setCookies, String page) {

  static SeenExchange of(Request request, Response response) {
    Cookie[] cookies = request.raw().getCookies();
    return new SeenExchange(new Event.Request(request.requestMethod(),
        path(request), typed(request), List.of()),
        cookies == null ? null : Stream.of(cookies)
            .filter(each -> !each.getName().equals(Story.DEVICE_COOKIE))
            .map(Cookie::getValue).findFirst().orElse(null),
        response.status(), response.raw().getHeader("Location"),
        List.copyOf(response.raw().getHeaders("Set-Cookie")),
        response.body() == null ? "" : response.body());
  }

  private static String path(Request request) {
    String query = request.queryString();
    return request.raw().getRequestURI()
        + (query == null || query.isEmpty() ? "" : "?" + query);
  }

  private static List<String> typed(Request request) {
    return request.requestMethod().equals("GET") ? List.of()
        : request.raw().getParameterMap().values().stream()
            .flatMap(Arrays::stream).toList();
  }
}
