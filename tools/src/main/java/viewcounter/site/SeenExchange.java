package viewcounter.site;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import javax.servlet.http.Cookie;
import javax.servlet.http.HttpSession;
import spark.Request;
import spark.Response;
import viewcounter.story.Event;
import viewcounter.story.Story;

/** A request and its response, as the server saw them. */
record SeenExchange(Event.Request request, String cookie, int status,
    String location, List<String> setCookies, String page) {

  /** @param step whose session cookie it may set */
  static SeenExchange of(Request request, Response response, int step) {
    Cookie[] cookies = request.raw().getCookies();
    return new SeenExchange(new Event.Request(request.requestMethod(),
        path(request), typed(request), List.of()),
        cookies == null ? null : Stream.of(cookies)
            .filter(each -> !Story.OTHER_COOKIES.contains(each.getName()))
            .map(Cookie::getValue).findFirst().orElse(null),
        response.status(), response.raw().getHeader("Location"),
        cookiesSet(request, response, step),
        response.body() == null ? "" : response.body());
  }

  /** That of a new session comes last: it is set once the session is saved. */
  private static List<String> cookiesSet(Request request, Response response,
      int step) {
    List<String> cookies =
        new ArrayList<>(response.raw().getHeaders("Set-Cookie"));
    HttpSession session = request.raw().getSession(false);
    if (session != null && session.isNew()) {
      cookies.add("session=" + session.getId()
          + (step == 5 ? "; SameSite=Lax" : ""));
    }
    return cookies;
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
