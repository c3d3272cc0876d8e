package viewcounter.browser;

import static java.time.Duration.ZERO;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import org.openqa.selenium.By;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import viewcounter.site.Window;

/** The window of Chromium; each new one takes the place of the last. */
public final class ChromiumWindow implements Window {

  private final ChromeDriver driver = Chromium.window();

  @Override
  public void opens(String address) {
    driver.get(address);
  }

  @Override
  public void presses() {
    WebElement button = driver.findElement(By.tagName("button"));
    button.click();
    await("the next page").pollInSameThread().pollDelay(ZERO)
        .atMost(10, SECONDS).until(() -> !isThere(button));
  }

  @Override
  public void goesBack() {
    driver.navigate().back();
    await("a page that may have itself loaded again").pollInSameThread()
        .pollDelay(ZERO).atMost(10, SECONDS).until(() -> !isEmpty());
  }

  private boolean isEmpty() {
    try {
      return text().isEmpty();
    } catch (WebDriverException e) { // it is between two pages
      return true;
    }
  }

  private static boolean isThere(WebElement element) {
    try {
      return element.isEnabled();
    } catch (WebDriverException e) { // it says so in more than one way
      return false;
    }
  }

  @Override
  public void types(String field, String text) {
    WebElement input = driver.findElement(By.name(field));
    input.clear();
    input.sendKeys(text);
  }

  @Override
  public String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  @Override
  public String textInFrame() {
    driver.switchTo().frame(0);
    String text = text();
    driver.switchTo().defaultContent();
    return text;
  }

  @Override
  public String value(String expression) {
    return String.valueOf(driver.executeScript("return " + expression));
  }

  @Override
  public boolean runsInjected(String html, String expression) {
    // after its image has failed, for whatever reason
    driver.executeAsyncScript("let done = arguments[1];"
        + "document.addEventListener('error', () => setTimeout(done), true);"
        + "document.body.innerHTML = arguments[0]", html);
    return (Boolean) driver.executeScript("return Boolean(" + expression
        + ")");
  }

  @Override
  public void close() {
    // the next one forgets what this one left
  }
}
