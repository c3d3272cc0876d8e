package viewcounter.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static viewcounter.step5.Forms.PASSWORD;

import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import viewcounter.prose.GeneratedSection;
import viewcounter.step5.App;
import viewcounter.testing.CourseFolder;
import viewcounter.testing.TestServer;

/** The pictures of the pages in the README, in Chromium. */
class PicturesTest {

  private static final Path MODULE =
      CourseFolder.ROOT.resolve("step5-forms-secure");

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  private ChromeDriver driver;

  @Test
  void the_pages_are_light_or_dark_and_fit_a_phone() throws Exception {
    Chromium.orSkip("no pictures of the pages");
    driver = Chromium.window();
    take("register", 420, 720, false, "Many people use this password",
        "/register", "jane", "password", "password");
    take("login", 420, 490, true, "Incorrect username or password",
        "/login", "jane", "wrong horse");
    take("views", 320, 380, false, "User \"jane\" has 1 view",
        "/register", "jane", PASSWORD, PASSWORD);
  }

  @Test
  void the_pictures_in_the_README_show_the_pages_as_they_are()
      throws Exception {
    GeneratedSection.holds("step5-forms-secure/README.md", "pictures", """
        | light | dark | on a phone |
        |---|---|---|
        | ![The form to create an account, with a hint that many people use \
        this password](pictures/register.png) | ![The form to log in, with \
        the words Incorrect username or password](pictures/login.png) | \
        ![User "jane" has 1 view, a button to reload and one to log \
        out](pictures/views.png) |

        <!-- taken of pages %s -->
        """.formatted(digestOfPages()));
  }

  private void take(String name, int width, int height, boolean dark,
      String words, String form, String... filledIn) throws IOException {
    driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of(
        "width", width, "height", height, "deviceScaleFactor", 1,
        "mobile", false));
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
        List.of(Map.of("name", "prefers-color-scheme", "value",
            dark ? "dark" : "light"))));
    Chromium browser = new Chromium(driver);
    browser.visits("http://localhost:" + server.port() + form);
    browser.fillsIn(filledIn);
    browser.presses();
    browser.sees(words);
    byte[] png = driver.getScreenshotAs(OutputType.BYTES);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(width, picture.getWidth());
    Color corner = new Color(picture.getRGB(0, 0));
    assertEquals(dark, corner.getRed() < 100, name + " has " + corner);
    assertEquals(List.of(true, true), driver.executeScript("let page ="
        + " document.documentElement; return [page.scrollWidth <= innerWidth,"
        + " page.scrollHeight <= innerHeight]"), name + " fits");
    if (GeneratedSection.isWritten()) {
      Files.createDirectories(MODULE.resolve("pictures"));
      Files.write(MODULE.resolve("pictures").resolve(name + ".png"), png);
    }
  }

  private static String digestOfPages() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    Path resources = MODULE.resolve("src/main/resources");
    try (Stream<Path> files = Files.walk(resources)) {
      for (Path file : files.filter(each ->
          each.toString().matches(".*\\.(mustache|css)")).sorted().toList()) {
        digest.update(Files.readString(file).replace("\r\n", "\n")
            .getBytes(UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }
}
