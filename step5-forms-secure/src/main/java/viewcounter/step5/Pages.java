package viewcounter.step5;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.github.mustachejava.DefaultMustacheFactory;
import com.github.mustachejava.MustacheFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import spark.Response;
import spark.Route;

/** The pages; what stands in double braces there is escaped for HTML. */
final class Pages {

  private static final MustacheFactory PAGES =
      new DefaultMustacheFactory("pages");

  private Pages() {}

  /** Answers with a page, filled in from what the model has by these names. */
  static String page(Response response, int status, String name,
      Object model) {
    response.status(status);
    response.header("Cache-Control", "no-store"); // it is for one person only
    StringWriter html = new StringWriter();
    PAGES.compile(name + ".mustache").execute(html, model);
    return html.toString();
  }

  /** A route to a file that is the same for everybody. */
  static Route file(String name, String type) {
    String text = text("public/" + name);
    return (request, response) -> {
      response.type(type + ";charset=utf-8");
      return text;
    };
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
