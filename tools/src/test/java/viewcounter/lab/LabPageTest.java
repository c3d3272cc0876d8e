package viewcounter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.COPY_ATTRIBUTES;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.APPEND;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import viewcounter.attacks.MarkedCode;
import viewcounter.attacks.Markers;
import viewcounter.browser.Axe;
import viewcounter.browser.Chromium;
import viewcounter.prose.GeneratedSection;
import viewcounter.testing.CourseFolder;

/** The page of the lab, in Chromium. */
class LabPageTest {

  private static final Path MODULE =
      CourseFolder.ROOT.resolve("tools");
  private static final MarkedCode GUARD =
      Markers.in(CourseFolder.ROOT).get("session fixation");

  @TempDir
  static Path course;

  private static LabServer lab;
  private static ChromeDriver browser;

  @BeforeAll
  static void start() throws IOException {
    Chromium.orSkip("nobody has looked at the lab");
    lab = new LabServer(0, GuardsTest.copy(course));
    browser = Chromium.window();
  }

  @BeforeEach
  void open() throws IOException {
    Files.copy(CourseFolder.ROOT.resolve(GUARD.file()),
        course.resolve(GUARD.file()), REPLACE_EXISTING, COPY_ATTRIBUTES);
    show(1280, 900, "light");
    browser.get(lab.url());
    browser.executeScript("sessionStorage.clear()");
    reload();
  }

  private void reload() {
    browser.navigate().refresh();
    awaitText("#rows", "session fixation");
  }

  @AfterAll
  static void quit() {
    if (lab != null) {
      lab.close();
    }
  }

  @Test
  void a_cell_turns_red_or_green_and_the_story_shows() throws IOException {
    click("session fixation", 3);
    assertTrue(cell("session fixation", 3).getText().replace("\n", " ")
        .startsWith("step 3: works"));
    assertColour("works");
    assertShows("On step 3, the attack works.", "Mallory GET /create/mallory",
        "Jane GET /login/jane with Mallory’s cookie",
        "Where step 3 lets it in", "// VULNERABLE: the session keeps the id");
    Axe.findsNothingIn(browser);

    click("session fixation", 5);
    assertColour("fails");
    assertShows("On step 5, the attack fails.", "answered 302, redirected to"
        + " /login", "What stops it, from step 5 on", "// guard: session fixation");
    show(1280, 900, "dark");
    Axe.findsNothingIn(browser);
  }

  @Test
  void the_story_grows_while_the_attack_is_in_progress() {
    browser.executeScript("window.seen = []; new MutationObserver(() =>"
        + " seen.push(document.getElementById('told').innerText))"
        + ".observe(document.getElementById('told'), {childList: true})");
    click("distributed brute force", 5);
    List<?> seen = (List<?>) browser.executeScript("return seen");
    assertTrue(seen.stream().map(String::valueOf).anyMatch(text ->
        text.contains("In progress on step 5") && text.contains("Jane POST")),
        seen.toString());
    assertTrue(String.valueOf(seen.get(seen.size() - 1)).contains(
        "On step 5, the attack fails."), seen.toString());
  }

  @Test
  void without_its_guard_the_attack_works_on_step_5() throws IOException {
    click("session fixation", 5);
    assertColour("fails");
    Path file = course.resolve(GUARD.file());
    Files.writeString(file, GUARD.fileWith(code -> ""));
    browser.findElement(
        By.xpath("//button[starts-with(., 'Run it on step 5')]")).click();
    awaitEnd();
    assertShows("On step 5, the attack works. It fails on the step as it was.",
        file.getFileName() + " was saved after the last build: this is how it"
            + " is now.",
        "You have taken it out. Put it back, and the attack fails again:",
        "+ " + GUARD.code().get(0));

    Files.writeString(file, "}", APPEND);
    click("session fixation", 5);
    assertShows("It could not be carried out.", "It does not compile:",
        file.getFileName() + ":", "You have taken it out.");
  }

  @Test
  void the_keyboard_is_enough() {
    cell("Anyone who knows a name", 3).sendKeys(Keys.ENTER);
    awaitEnd();
    assertShows("On step 3, the attack works.");
    assertEquals(cell("Anyone who knows a name", 3),
        browser.switchTo().activeElement());
  }

  @Test
  void arrow_keys_lead_from_cell_to_cell() {
    cell("session fixation", 3).sendKeys(Keys.ARROW_LEFT); // no step 2
    assertFocused("session fixation", 3);
    press(Keys.ARROW_RIGHT);
    assertFocused("session fixation", 4);
    press(Keys.ARROW_UP);
    assertFocused("invisible character", 4);
    find("knows a name"); // it hides the rows around
    cell("knows a name", 4).sendKeys(Keys.ARROW_DOWN);
    assertFocused("knows a name", 4);
  }

  @Test
  void words_are_found_whatever_the_punctuation() {
    find("Another sites page logs the visitor OUT csrf");
    assertEquals(1, browser.findElements(By.cssSelector(
        "#rows tr:not([hidden])")).size());
    assertEquals("", status());
    find("fixing");
    assertEquals("No attack has these words.", status());
  }

  @Test
  void a_reload_keeps_the_verdicts_as_those_of_before() throws IOException {
    click("Anyone who knows a name", 3);
    reload();
    assertEquals("cell works kept",
        cell("Anyone who knows a name", 3).getAttribute("class"));
    Axe.findsNothingIn(browser);
    click("Anyone who knows a name", 3);
    assertEquals("cell works shown",
        cell("Anyone who knows a name", 3).getAttribute("class"));
  }

  @Test
  void what_was_stopped_can_be_tried_again() {
    clickOnly("distributed brute force", 5);
    awaitText("#told", "In progress");
    browser.findElement(By.id("stop")).click();
    awaitEnd();
    assertShows("It was stopped.");
    assertTrue(cell("distributed brute force", 5).getText().contains("try"));
  }

  @Test
  void while_another_page_is_busy_a_cell_stays_as_it_is() {
    click("Anyone who knows a name", 3);
    String first = browser.getWindowHandle();
    browser.switchTo().newWindow(WindowType.TAB);
    browser.get(lab.url());
    awaitText("#rows", "session fixation");
    clickOnly("distributed brute force", 5);
    awaitText("#told", "In progress");
    browser.switchTo().window(first);
    click("Anyone who knows a name", 3);
    assertEquals("Another attack is in progress: wait until it ends",
        status());
    assertEquals("cell works shown",
        cell("Anyone who knows a name", 3).getAttribute("class"));
    browser.switchTo().window(browser.getWindowHandles().stream()
        .filter(other -> !other.equals(first)).findFirst().orElseThrow());
    browser.findElement(By.id("stop")).click();
    awaitEnd();
    browser.close();
    browser.switchTo().window(first);
  }

  @Test
  void many_attacks_run_in_turn_and_can_be_stopped() {
    browser.findElement(By.id("find")).sendKeys("knows a name");
    browser.findElement(By.id("all")).click();
    awaitEnd();
    assertEquals("Done: 1 work, 2 fail.", status());

    browser.findElement(By.id("find")).sendKeys(Keys.chord(Keys.CONTROL, "a"),
        Keys.BACK_SPACE);
    browser.findElement(By.id("all")).click();
    browser.findElement(By.id("stop")).click();
    awaitEnd();
    assertTrue(status().startsWith("Stopped: "), status());
  }

  @Test
  void a_name_that_is_a_script_does_not_run_in_the_lab() {
    click("A name that is a script runs in the browser", 4);
    assertShows("User \"<script>name='run'</script>\" has 1 view");
    assertEquals("", browser.executeScript("return window.name"));
  }

  @Test
  void it_fits_a_phone() throws IOException {
    show(360, 740, "light");
    click("session fixation", 3);
    assertEquals(true, browser.executeScript(
        "return document.documentElement.scrollWidth <= innerWidth"));
    Axe.findsNothingIn(browser);
    assertTrue(cell("session fixation", 4).getText().startsWith("step 4:"));
    browser.findElement(By.linkText("Back to the table")).click();
    assertFocused("session fixation", 3);
  }

  @Test
  void the_picture_in_ATTACKS_shows_the_page_as_it_is() throws Exception {
    for (int step = 5; step >= 3; step--) {
      click("session fixation", step);
    }
    assertEquals(true, browser.executeScript(
        "return document.documentElement.scrollHeight <= innerHeight"));
    byte[] png = browser.getScreenshotAs(OutputType.BYTES);
    BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(1280, picture.getWidth());
    if (GeneratedSection.isWritten()) {
      Files.write(MODULE.resolve("pictures/lab.png"), png);
    }
    GeneratedSection.holds("ATTACKS.md", "picture of the lab", """
        ![The table of attacks; session fixation works on steps 3 and 4, and \
        fails on step 5. Beside it the story: Mallory's cookie gets into \
        Jane's browser, and Jane logs in with it]\
        (tools/pictures/lab.png)

        <!-- taken of a page %s -->
        """.formatted(digest()));
  }

  private static String digest() throws Exception {
    MessageDigest digest = MessageDigest.getInstance("SHA-256");
    try (Stream<Path> files =
        Files.list(MODULE.resolve("src/main/resources/lab"))) {
      for (Path file : files.sorted().toList()) {
        digest.update(Files.readString(file).replace("\r\n", "\n")
            .getBytes(UTF_8));
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 16);
  }

  private void show(int width, int height, String scheme) {
    browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of(
        "width", width, "height", height, "deviceScaleFactor", 1,
        "mobile", false));
    browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
        List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
  }

  private WebElement cell(String words, int step) {
    return browser.findElement(By.xpath("//tr[contains(th, \"" + words
        + "\")]/td[" + step + "]/button"));
  }

  private void click(String words, int step) {
    clickOnly(words, step);
    awaitEnd();
  }

  private void clickOnly(String words, int step) {
    browser.executeScript("arguments[0].scrollIntoView({block: 'center'})",
        cell(words, step));
    cell(words, step).click();
  }

  private void find(String words) {
    browser.findElement(By.id("find")).clear();
    browser.findElement(By.id("find")).sendKeys(words);
  }

  private void press(Keys key) {
    browser.switchTo().activeElement().sendKeys(key);
  }

  private void assertFocused(String words, int step) {
    assertEquals(cell(words, step), browser.switchTo().activeElement());
  }

  private void awaitEnd() {
    await("the end of the attacks").pollInSameThread().atMost(60, SECONDS)
        .until(() -> !browser.findElement(By.id("stop")).isEnabled());
  }

  private void awaitText(String place, String words) {
    await().pollInSameThread().atMost(60, SECONDS).until(() ->
        browser.findElement(By.cssSelector(place)).getText(),
        containsString(words));
  }

  private String status() {
    return browser.findElement(By.id("status")).getText();
  }

  /** The cell has the colour of its verdict. */
  private void assertColour(String name) {
    assertEquals(browser.executeScript("const e = document.createElement('p');"
        + "e.style.background = 'var(--' + arguments[0] + ')';"
        + "document.body.append(e);"
        + "const c = getComputedStyle(e).backgroundColor; e.remove();"
        + "return c", name), browser.findElement(By.cssSelector(".shown"))
            .getCssValue("background-color").replaceFirst(
                "rgba\\((.*), 1\\)", "rgb($1)"));
  }

  private void assertShows(String... words) {
    String story = browser.findElement(By.id("story")).getText();
    for (String each : words) {
      assertTrue(story.contains(each), each + " is not in: " + story);
    }
  }
}
