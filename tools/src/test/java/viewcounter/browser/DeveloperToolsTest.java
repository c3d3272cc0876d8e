package viewcounter.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import viewcounter.prose.GeneratedSection;
import viewcounter.testing.CourseFolder;
import viewcounter.testing.TestServer;

/** The developer tools, as step 1 describes them, and its pictures of them. */
class DeveloperToolsTest {

  private static final String README = "step1-counter/README.md";
  private static final String BEFORE = CourseFolder.textOf(README);
  private static final Path PICTURES =
      CourseFolder.ROOT.resolve("step1-counter/pictures");
  private static final int WIDTH = 1000;

  @RegisterExtension
  final TestServer server = new TestServer(viewcounter.step1.App::start);

  @Test
  void Application_has_the_cookie_and_Network_its_header() throws IOException {
    Chromium.orSkip("no pictures of developer tools");
    try (DeveloperTools tools = new DeveloperTools(server.port())) {
      tools.open("http://localhost:3000/", Map.of(
          "network-log-show-overview", "false",
          "request-info-general-category-expanded", "false"));
      tools.resize(WIDTH, 330);
      tools.clicks("Application");
      tools.unfolds("Cookies", "http://localhost:3000");
      tools.clicks("session_cookie");
      tools.weighs(Map.of("name", 16, "value", 12, "domain", 9, "path", 5,
          "expires", 17, "size", 5, "http-only", 10, "secure", 8,
          "same-site", 10));
      tools.sees("HttpOnly");
      tools.sees("✓");
      keep("cookie.png", tools.picture());

      tools.resize(WIDTH, 345);
      tools.clicks("Network");
      tools.startsAnew();
      tools.clicks("localhost");
      tools.clicks("Headers");
      tools.sees("Set-Cookie");
      keep("header.png", tools.picture());
    }
  }

  @Test
  void the_pictures_in_the_README_are_of_the_cookie_as_it_is() {
    GeneratedSection.holds(README, "picture of the cookie", """
        ![Application is chosen at the top, and Cookies on the left. The \
        table shows session_cookie, its value, and a check mark under \
        HttpOnly](pictures/cookie.png)
        """);
    GeneratedSection.holds(README, "picture of the header", """
        ![Network is chosen at the top, the request localhost on the left, \
        and Headers beside it. One of the response headers is \
        Set-Cookie](pictures/header.png)

        %s
        """.formatted(mark()));
  }

  /** Ids and dates are new each time: that alone renews no picture. */
  private void keep(String file, byte[] png) throws IOException {
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(WIDTH, picture.getWidth());
    if (GeneratedSection.isWritten() && !(BEFORE.contains(mark())
        && Files.exists(PICTURES.resolve(file)))) {
      Files.createDirectories(PICTURES);
      Files.write(PICTURES.resolve(file), png);
    }
  }

  private String mark() {
    return "<!-- taken of " + server.newBrowser().visits("/")
        .header("Set-Cookie").replaceFirst("=\\w+", "=...") + " -->";
  }
}
