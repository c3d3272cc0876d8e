package viewcounter.step5;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import spark.Response;
import spark.Service;

/** The pages; what is in double braces there is escaped for HTML. */
final class Pages {

  private static final MustacheFactory PAGES =
      new DefaultMustacheFactory("pages");

  /** The headers that go with every response (OWASP ASVS 5.0, 3.4). */
  static final Map<String, String> HEADERS = Map.of(
      "Content-Security-Policy", "default-src 'none';" // guard: injected script
          + " script-src 'self'; style-src 'self'; img-src data:;"
          + " form-action 'self'; base-uri 'none'; object-src 'none';"
          + " frame-ancestors 'none'",
      "X-Content-Type-Options", "nosniff", // guard: MIME sniffing
      "X-Frame-Options", "DENY", // guard: clickjacking
      // guard: URL in the Referer (with no-referrer, forms send Origin: null)
      "Referrer-Policy", "same-origin",
      "Cache-Control", "no-store", // guard: Back after logout
      "Cross-Origin-Opener-Policy", "same-origin", // guard: cross-site leak
      "Cross-Origin-Resource-Policy", "same-origin");

  private static final Map<String, String> FILES = Map.of(
      "style.css", "text/css",
      "register.js", "text/javascript",
      "views.js", "text/javascript");

  /** The paths that need no session. */
  static final Set<String> OPEN = Stream.concat(
      Stream.of("/login", "/register", "/logout"),
      FILES.keySet().stream().map(name -> "/" + name))
      .collect(Collectors.toUnmodifiableSet());

  private Pages() {}

  /** Renders a page, filled in with the model's values of the same names. */
  static String page(Response response, int status, String name,
      Object model) {
    response.status(status);
    StringWriter html = new StringWriter();
    PAGES.compile(name + ".mustache").execute(html, model);
    return html.toString();
  }

  /** Adds routes for the static files. */
  static void addFiles(Service http) {
    FILES.forEach((name, type) -> {
      String text = text("public/" + name);
      http.get("/" + name, (request, response) -> {
        response.type(type + ";charset=utf-8");
        return text;
      });
    });
  }

  /** The text of a file among the app's resources. */
  static String text(String name) {
    try (InputStream file = Pages.class.getResourceAsStream("/" + name)) {
      return new String(file.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
