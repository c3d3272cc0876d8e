package viewcounter.browser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import viewcounter.prose.GeneratedSection;
import viewcounter.testing.Browser;
import viewcounter.testing.CourseFolder;
import viewcounter.testing.StepProcess;

/** The picture of the live page in the README, in Chromium. */
class LivePagePictureTest {

  private static final Path PAGE = CourseFolder.ROOT.resolve(
      "step1-counter/src/main/resources/viewcounter/trace");
  private static final String FILE = "step3-users/pictures/live.png";
  private static final int WIDTH = 1000;

  @TempDir
  Path data;

  @Test
  void a_laptop_and_a_phone_lead_to_one_person() throws Exception {
    Chromium.orSkip("no picture of the live page");
    ChromeDriver driver = Chromium.window();
    try (StepProcess step = StepProcess.launch(viewcounter.step3.App.class,
        Map.of("PORT", "0", "DATA_DIR", data.toString(), "TRACE", "on",
            "LIVE_PORT", "0"))) {
      resize(driver, 600);
      driver.get(step.output().replaceFirst("(?s).*live at (\\S+).*", "$1"));
      Browser laptop = browser(step, "Firefox/150.0");
      Browser phone = browser(step, "Chrome/150.0.0.0 Mobile Safari/537.36");
      laptop.sees("/create/jane");
      laptop.sees("/");
      phone.sees("/login/jane");
      phone.sees("/");
      new Chromium(driver).sees("views: 1 → 2");
      resize(driver, (Long) driver.executeScript(
          "return document.querySelector('main').scrollHeight + 60"));
      assertEquals(List.of("A", "A", "B", "B"), driver.executeScript(
          "return [...document.querySelectorAll('.letter')].map("
              + "each => each.textContent)"));
      if (GeneratedSection.isWritten()) {
        Path file = CourseFolder.ROOT.resolve(FILE);
        Files.createDirectories(file.getParent());
        Files.write(file, driver.getScreenshotAs(OutputType.BYTES));
      }
    }
  }

  @Test
  void the_picture_in_the_README_shows_the_page_as_it_is() throws Exception {
    GeneratedSection.holds("README.md", "picture of the live page", """
        ![A table of four requests by two browsers. From the cookie of each \
        browser, a line leads to its session, and on to the record of Jane, \
        who has two views by now](%s)

        <!-- taken of page %s -->
        """.formatted(FILE, digestOfPage()));
  }

  private static Browser browser(StepProcess step, String program) {
    return new Browser(step.port()).withHeader("User-Agent",
        "Mozilla/5.0 " + program);
  }

  private static void resize(ChromeDriver driver, long height) {
    driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of(
        "width", WIDTH, "height", height, "deviceScaleFactor", 1,
        "mobile", false));
  }

  private static String digestOfPage() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files = Files.list(PAGE)) {
      for (Path file : files.sorted().toList()) {
        digest.update(read(file).getBytes(UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }

  private static String read(Path file) throws IOException {
    return Files.readString(file).replace("\r\n", "\n");
  }
}
