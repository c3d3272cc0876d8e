package viewcounter.browser;

import static java.time.Duration.ZERO;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.either;
import static org.hamcrest.Matchers.startsWith;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.hamcrest.Matcher;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.JavascriptExecutor;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.interactions.Actions;
import viewcounter.testing.Skip;

/** A person at a real browser. */
public final class Chromium implements AutoCloseable {

  private static ChromeDriver shared;

  private final WebDriver driver;

  public Chromium(WebDriver driver) {
    this.driver = driver;
  }

  /** A person at a {@link #window}; skips the test if there is no Chromium. */
  public static Chromium open() {
    orSkip("the same was tried in HtmlUnit");
    return new Chromium(window());
  }

  /** Skips the test if it is missing, and says what is not tested. */
  public static void orSkip(String untested) {
    Skip.unless(isThere(), "There is no chromedriver with chromium (or"
        + " google-chrome) on the PATH: " + untested);
  }

  /**
   * The only window of the Chromium that all tests share, without a past: it
   * takes seconds to start another one.
   */
  public static synchronized ChromeDriver window() {
    if (shared == null) {
      shared = newDriver(List.of());
      Runtime.getRuntime().addShutdownHook(new Thread(Chromium::end));
    }
    Set<String> before = shared.getWindowHandles();
    String window = shared.switchTo().newWindow(WindowType.TAB)
        .getWindowHandle();
    before.forEach(each -> shared.switchTo().window(each).close());
    shared.switchTo().window(window);
    shared.executeCdpCommand("Network.clearBrowserCache", Map.of());
    shared.executeCdpCommand("Storage.clearDataForOrigin",
        Map.of("origin", "*", "storageTypes", "all"));
    return shared;
  }

  private static void end() {
    try {
      shared.quit();
    } catch (WebDriverException e) {
      // Ctrl-C has ended its driver, too
    }
  }

  /**
   * Opens one that binds sessions to this device, as Chrome does on Windows,
   * but with keys in a file; skips the test if it is missing. HELP.md explains
   * the arguments.
   *
   * @param certificate that of the site: it does not bind one that was only
   *     accepted
   * @param profile the folder for what it keeps
   */
  public static Chromium openBinding(X509Certificate certificate,
      Path profile) throws GeneralSecurityException {
    orSkip("no session is bound to a browser");
    byte[] hash = MessageDigest.getInstance("SHA-256")
        .digest(certificate.getPublicKey().getEncoded());
    return new Chromium(newDriver(false, List.of(
        "--enable-features=DeviceBoundSessions,"
            + "EnableBoundSessionCredentialsSoftwareKeysForManualTesting",
        "--ignore-certificate-errors-spki-list="
            + Base64.getEncoder().encodeToString(hash),
        "--user-data-dir=" + profile)));
  }

  /** Whether this computer has it. */
  public static boolean isThere() {
    return onPath("chromedriver").isPresent() && program().isPresent();
  }

  /** Another Chromium with these arguments; for the caller to quit. */
  static ChromeDriver newDriver(List<String> arguments) {
    return newDriver(true, arguments); // nginx has made its own certificate
  }

  private static ChromeDriver newDriver(boolean anyCertificate,
      List<String> arguments) {
    ChromeOptions options = new ChromeOptions();
    options.setBinary(program().orElseThrow().toString());
    options.setAcceptInsecureCerts(anyCertificate);
    options.addArguments("--headless", "--no-sandbox", "--disable-gpu",
        "--disable-dev-shm-usage", "--no-first-run", "--disable-sync",
        "--disable-background-networking", "--disable-component-update");
    options.addArguments(arguments);
    return new ChromeDriver(new ChromeDriverService.Builder()
        .usingDriverExecutable(onPath("chromedriver").orElseThrow().toFile())
        .build(), options);
  }

  /** Waits until it keeps a cookie for the page that it shows. */
  public void keeps(String cookie) {
    patiently().until(() -> cookies().containsKey(cookie));
  }

  /** The cookies for the page that it shows, as malware could copy them. */
  public Map<String, String> cookies() {
    return driver.manage().getCookies().stream()
        .collect(Collectors.toMap(Cookie::getName, Cookie::getValue));
  }

  /** As if its time had come. */
  public void losesCookie(String name) {
    driver.manage().deleteCookieNamed(name);
  }

  public void visits(String address) {
    driver.get(address);
  }

  public void follows(String link) {
    driver.findElement(By.linkText(link)).click();
  }

  public void types(String field, String text) {
    WebElement input = driver.findElement(By.id(field));
    input.clear();
    input.sendKeys(text);
  }

  /** A name, a password, and the password again where a form asks for it. */
  public void fillsIn(String... texts) {
    List<String> fields = List.of("username", "password", "repeated");
    for (int i = 0; i < texts.length; i++) {
      types(fields.get(i), texts[i]);
    }
  }

  public void presses() {
    driver.findElement(By.tagName("button")).click();
  }

  /** As people do who are used to icons. */
  public void pressesTwice() {
    new Actions(driver).doubleClick(driver.findElement(By.tagName("button")))
        .perform();
  }

  /** Waits until it has left for a page of this site. */
  public void arrivesAt(String site) {
    patiently().until(this::address, startsWith(site));
  }

  public void sees(String text) {
    waitsFor(containsString(text));
  }

  /** Waits for one of two texts: the next page may be on its way. */
  public String waitsFor(String one, String other) {
    return waitsFor(either(containsString(one)).or(containsString(other)));
  }

  private String waitsFor(Matcher<String> text) {
    // it says in three ways that one page is gone, and the next not there yet
    return patiently().ignoreExceptionsInstanceOf(WebDriverException.class)
        .until(() -> driver.findElement(By.tagName("body")).getText(), text);
  }

  private static ConditionFactory patiently() {
    return await().pollInSameThread().pollDelay(ZERO).atMost(20, SECONDS);
  }

  public void reloads() {
    driver.navigate().refresh();
  }

  public void goesBack() {
    driver.navigate().back();
  }

  /** Whether Back shows a page as it was left, without loading it again. */
  public boolean keepsPages(String one, String other) {
    JavascriptExecutor script = (JavascriptExecutor) driver;
    visits(one);
    script.executeScript("window.kept = true");
    visits(other);
    goesBack();
    return script.executeScript("return window.kept") != null;
  }

  public String valueOf(String field) {
    return driver.findElement(By.id(field)).getDomProperty("value");
  }

  /** The value of an expression in the page's own scripts. */
  public String value(String expression) {
    return String.valueOf(((JavascriptExecutor) driver)
        .executeScript("return " + expression));
  }

  public String title() {
    return driver.getTitle();
  }

  public String address() {
    return driver.getCurrentUrl();
  }

  /** Registers, counts, logs out, fails to log in, and comes back. */
  public void usesTheWholeSite(String site) {
    visits(site);
    sees("New here?");
    follows("Create an account");
    sees("Password again");
    fillsIn("jane", "correct horse", "correct house");
    presses();
    sees("The two passwords are not the same");
    types("repeated", "correct horse");
    presses();
    sees("User \"jane\" has 1 view");
    follows("Reload");
    sees("User \"jane\" has 2 views");
    presses();
    sees("New here?");
    fillsIn("jane", "wrong horse");
    presses();
    sees("Incorrect username or password");
    types("password", "correct horse");
    presses();
    sees("User \"jane\" has 3 views");
  }

  @Override
  public void close() {
    driver.quit();
  }

  private static Optional<Path> program() {
    return onPath("chromium").or(() -> onPath("google-chrome"));
  }

  private static Optional<Path> onPath(String program) {
    return Stream.of(System.getenv("PATH").split(File.pathSeparator))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable).findFirst();
  }
}
