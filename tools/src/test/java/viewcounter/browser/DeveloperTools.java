package viewcounter.browser;

import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.interactions.Actions;

/** A person at Chromium, with a page and the developer tools of that page. */
public final class DeveloperTools implements AutoCloseable {

  private static final String ALL = """
      function* all(root) {
        for (const each of root.querySelectorAll('*')) {
          yield each;
          if (each.shadowRoot) {
            yield* all(each.shadowRoot);
          }
        }
      }
      """;

  /** The innermost element with just these words. */
  private static final String FIND = ALL + """
      const says = each => each.innerText?.trim() === arguments[0];
      return [...all(document)].find(each => says(each)
          && each.checkVisibility() && ![...each.children].some(says));
      """;
  private static final String WEIGH = ALL + """
      [...all(document)].filter(each => each.matches('th[weight]')).forEach(
          each => each.setAttribute('weight', arguments[0][each.id] ?? 0.1));
      """;

  private final ChromeDriver driver;
  private final String page;

  /** Opens Chromium, for which a step is at {@code localhost:3000}. */
  public DeveloperTools(int portOfStep) {
    driver = Chromium.newDriver(List.of(
        "--host-resolver-rules=MAP localhost:3000 127.0.0.1:" + portOfStep,
        "--remote-allow-origins=*")); // the tools are a page, too
    page = driver.getWindowHandle();
  }

  /** Opens a page, and beside it the tools, with these of their settings. */
  public void open(String url, Map<String, String> settings) {
    driver.get(url);
    Map<?, ?> target = (Map<?, ?>) driver.executeCdpCommand(
        "Target.getTargetInfo", Map.of()).get("targetInfo");
    driver.switchTo().newWindow(WindowType.WINDOW);
    String chromium = (String) ((Map<?, ?>) driver.getCapabilities()
        .getCapability("goog:chromeOptions")).get("debuggerAddress");
    driver.get("http://" + chromium + "/json/version");
    settings.forEach((name, value) -> driver.executeScript(
        "localStorage.setItem(arguments[0], arguments[1])", name, value));
    driver.get("http://" + chromium + "/devtools/devtools_app.html?ws="
        + chromium + "/devtools/page/" + target.get("targetId"));
  }

  /** Deletes all cookies, and reloads the page. */
  public void startsAnew() {
    driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
    String tools = driver.getWindowHandle();
    driver.switchTo().window(page);
    driver.navigate().refresh();
    driver.switchTo().window(tools);
  }

  /**
   * Clicks on what has these words.
   *
   * @throws org.awaitility.core.ConditionTimeoutException if nothing has
   */
  public void clicks(String words) {
    until(words, () -> find(words).click());
  }

  /** Unfolds a branch of a tree, and clicks on what it has. */
  public void unfolds(String branch, String words) {
    until(words, () -> {
      find(branch).click();
      new Actions(driver).sendKeys(Keys.ARROW_RIGHT).perform();
      find(words).click();
    });
  }

  /**
   * Waits until these words can be seen without scrolling.
   *
   * @throws org.awaitility.core.ConditionTimeoutException if that never happens
   */
  public void sees(String words) {
    until(words, () -> {
      if (!(Boolean) driver.executeScript(
          "const box = arguments[0].getBoundingClientRect();"
              + "return box.bottom <= innerHeight", find(words))) {
        throw new WebDriverException(words + " is further down");
      }
    });
  }

  /** Makes columns as wide as that, in parts of all, and others tiny. */
  public void weighs(Map<String, Integer> columns) {
    driver.executeScript(WEIGH, columns);
  }

  /** The size of the tools on the screen; they are light. */
  public void resize(int width, int height) {
    driver.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of(
        "width", width, "height", height, "deviceScaleFactor", 1,
        "mobile", false));
    driver.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
        List.of(Map.of("name", "prefers-color-scheme", "value", "light"))));
  }

  public byte[] picture() {
    return driver.getScreenshotAs(OutputType.BYTES);
  }

  private WebElement find(String words) {
    WebElement found = (WebElement) driver.executeScript(FIND, words);
    if (found == null) {
      throw new WebDriverException("There is no " + words);
    }
    return found;
  }

  /** Tries again, since the tools are still drawing themselves. */
  private static void until(String words, Runnable attempt) {
    await("\"" + words + "\" in the developer tools of this Chromium. (If they"
        + " have changed, the README of step 1 is out of date.)")
        .pollInSameThread().atMost(60, TimeUnit.SECONDS)
        .ignoreExceptionsInstanceOf(WebDriverException.class)
        .until(() -> {
          attempt.run();
          return true;
        });
  }

  @Override
  public void close() {
    driver.quit();
  }
}
