package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.openqa.selenium.By;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import viewcounter.step2.WebServer;
import viewcounter.testing.TestServer;

/** The same as a person sees it; needs Chromium and its driver. */
class ChromiumTest {

  @RegisterExtension
  final TestServer<WebServer> server =
      new TestServer<>(App::start, WebServer::port, WebServer::close);

  private WebDriver browser;

  @BeforeEach
  void open() {
    Optional<Path> driver = onPath("chromedriver");
    Optional<Path> chromium = onPath("chromium")
        .or(() -> onPath("google-chrome"));
    assumeTrue(driver.isPresent() && chromium.isPresent(),
        "There is no chromedriver with chromium (or google-chrome) on the"
            + " PATH: the same test has run in HtmlUnit, see ScriptTest");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(chromium.get().toString());
    options.addArguments("--headless", "--no-sandbox", "--disable-gpu",
        "--disable-dev-shm-usage", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update");
    browser = new ChromeDriver(new ChromeDriverService.Builder()
        .usingDriverExecutable(driver.get().toFile()).build(), options);
  }

  @AfterEach
  void close() {
    if (browser != null) {
      browser.quit();
    }
  }

  @Test
  void a_person_registers_counts_logs_out_and_comes_back() {
    browser.get("http://localhost:" + server.port() + "/");
    browser.findElement(By.linkText("Create an account")).click();
    type("username", "jane");
    type("password", "correct horse");
    type("repeated", "correct house");
    press();
    assertEquals("The two passwords are not the same",
        browser.findElement(By.id("repeated-error")).getText());
    type("repeated", "correct horse");
    press();
    assertSees("User \"jane\" has 1 views");
    browser.findElement(By.linkText("Reload")).click();
    assertSees("User \"jane\" has 2 views");
    press();
    assertSees("Log in");
    type("username", "jane");
    type("password", "wrong horse");
    press();
    assertSees("Incorrect username or password");
    assertEquals("jane",
        browser.findElement(By.id("username")).getAttribute("value"));
    type("password", "correct horse");
    press();
    assertSees("User \"jane\" has 3 views");
  }

  @Test
  void a_script_as_a_name_does_not_run() {
    browser.get("http://localhost:" + server.port() + "/login");
    type("username", "\"><script>document.title='run'</script>");
    type("password", "correct horse");
    press();
    assertEquals("Error: Log in – View counter", browser.getTitle());
    assertEquals("\"><script>document.title='run'</script>",
        browser.findElement(By.id("username")).getAttribute("value"));
  }

  private void type(String id, String text) {
    WebElement field = browser.findElement(By.id(id));
    field.clear();
    field.sendKeys(text);
  }

  private void press() {
    browser.findElement(By.tagName("button")).click();
  }

  private void assertSees(String text) {
    String page = browser.findElement(By.tagName("body")).getText();
    assertTrue(page.contains(text), page);
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable).findFirst();
  }
}
