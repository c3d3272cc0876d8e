package viewcounter.step5;

import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.servlet.http.HttpServletRequest;
import spark.Request;
import spark.RequestResponseFactory;

/** A request as Spark gives it to a route, without a server. */
final class FakeRequest {

  private final String method;
  private final Map<String, String> headers =
      new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
  private final Map<String, String[]> fields = new HashMap<>();
  private String query;

  FakeRequest(String method) {
    this.method = method;
  }

  /** @param value null: it has no such header */
  FakeRequest withHeader(String name, String value) {
    headers.put(name, value);
    return this;
  }

  FakeRequest withField(String name, String... values) {
    fields.put(name, values);
    return this;
  }

  FakeRequest withQuery(String text) {
    query = text;
    return this;
  }

  /** It comes from 192.0.2.1. */
  Request sent() {
    return RequestResponseFactory.create((HttpServletRequest)
        Proxy.newProxyInstance(getClass().getClassLoader(),
            new Class<?>[] {HttpServletRequest.class},
            (proxy, called, arguments) -> switch (called.getName()) {
              case "getMethod" -> method;
              case "getScheme" -> "http";
              case "getHeader" -> headers.get((String) arguments[0]);
              case "getQueryString" -> query;
              case "getParameterValues" -> fields.get((String) arguments[0]);
              case "getRemoteAddr" -> "192.0.2.1";
              default -> throw new UnsupportedOperationException(
                  called.getName());
            }));
  }
}
