package viewcounter.browser;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.chrome.ChromeDriver;
import viewcounter.site.ProcessSite;
import viewcounter.site.RemoteSite;
import viewcounter.site.Visitor;
import viewcounter.testing.StepProcess;

/** What people see on the live page of a step, in Chromium. */
class LivePageChromiumTest {

  private static final Pattern LIVE =
      Pattern.compile("Watch it live at (http://127\\.0\\.0\\.1:\\d+)");

  @TempDir
  Path data;

  private ChromeDriver browser;
  private StepProcess step;
  private RemoteSite site;

  @BeforeEach
  void openChromium() {
    Chromium.orSkip("the live page is not looked at");
    browser = Chromium.window();
  }

  @AfterEach
  void stop() {
    if (step != null) {
      step.close();
    }
  }

  @ParameterizedTest
  @CsvSource({
      "1, 'views: 1', 'views: 1 → 2', its value is the key",
      "2, 'views: 1', 'views: 1 → 2', its value is the key",
      "3, 'user: jane', 'views: 1 → 2', its value is the key",
      "4, 'user: jane', 'views: 1 → 2', its value is the key",
      "5, 'user: jane', 'views: 1 → 2', its SHA-256 is the key"})
  void a_line_leads_from_the_cookie_to_its_session_and_record(int number,
      String first, String second, String wire) throws Exception {
    start(number, 0);
    open();
    assertTrue(text().contains("Open a page of the step"), text());
    Visitor jane = visitor("jane").isThere();
    if (number < 3) {
      jane.views();
    }
    sees("Browser A", "no cookie yet", "Set-Cookie: ", first,
        "The server begins a session");
    jane.views();
    sees(second, wire, "The browser sends the cookie");
    visitor("jane").views();
    sees("Browser B");
    Axe.findsNothingIn(browser);
  }

  @Test
  void the_latest_row_shows_the_changes_and_who_made_them() throws Exception {
    start(3, 0);
    open();
    Visitor jane = visitor("jane").isThere();
    sees("From now on, the session says who this is.", "views: 0 → 1");
    List<String> cookies = List.copyOf(jane.browser().cookies().values());
    assertEquals(List.of("A|session_cookie=" + cookies.get(0).substring(0, 8)
        + "...|record in users, key jane user: jane views: 0 → 1"),
        browser.executeScript("""
            let row = document.querySelector('#log li:last-child');
            return [[row.querySelector('.letter'), row.querySelector('.box'),
                row.querySelector('.linked')].map(each =>
                each.innerText.replace(/\\s+/g, ' ')).join('|')]"""));
    jane.logsOut();
    sees("The session ends", "session " + cookies.get(0).substring(0, 8)
        + "... removed");
    jane.visits("/");
    sees("no cookie any more");
    assertEquals(List.of("A", "A", "A", "A"), letters());
  }

  @Test
  void a_window_that_shows_no_cookie_is_not_that_of_a_living_one()
      throws Exception {
    start(3, 0);
    open();
    HttpClient window = HttpClient.newHttpClient();
    HttpClient privateWindow = HttpClient.newHttpClient();
    get(window, "/");
    get(privateWindow, "/"); // nothing tells them apart yet
    get(window, "/create/zoe");
    get(privateWindow, "/login/zoe");
    get(privateWindow, "/", "Sec-Fetch-Site", "cross-site");
    sees("Browser B", "withholds its cookie", "Another site caused this");
    assertEquals(List.of("A", "A", "A", "B", "B"), letters());
  }

  @Test
  void a_cookie_without_a_session_is_said_to_be_one() throws Exception {
    int port = freePort();
    start(1, port);
    open();
    Visitor jane = visitor("jane");
    jane.views();
    sees("The server begins a session");
    step.kill();
    start(1, port);
    visitor("robert").withCookiesOf(jane).views();
    sees("no session has this key",
        "No session has this id: the server begins a new one");
  }

  @Test
  void what_was_stored_before_the_start_is_known() throws Exception {
    start(3, 0);
    visitor("jane").isThere();
    step.stop();
    start(3, 0);
    open();
    Visitor jane = visitor("jane");
    jane.comesBack();
    jane.views();
    sees("views: 1 → 2");
  }

  @Test
  void on_step_5_the_record_of_the_user_comes_first_and_files_have_no_row()
      throws Exception {
    start(5, 0);
    open();
    Visitor jane = visitor("jane").isThere();
    jane.visits("/style.css");
    sees("It stores only a hash (SHA-256) of the id.", "GET /style.css");
    assertEquals("record in users, key jane", browser.executeScript("""
            return document.querySelector('#log .links:not(:empty)')
                .firstElementChild.innerText.match(/.*/)[0]"""));
    assertEquals(List.of("GET /register", "POST /register", "GET /"),
        browser.executeScript("""
            return [...document.querySelectorAll('#log > li')].map(each =>
                each.children[1].querySelector('code').textContent)"""));
    assertEquals("GET /style.css → 200 OK", browser.executeScript("return"
        + " [...document.querySelectorAll('#log > li:last-child summary')]"
        + ".at(-1).textContent"));
  }

  @Test
  void a_projector_shows_all_three_columns() throws Exception {
    start(3, 0);
    open();
    visitor("jane").isThere();
    sees("views: 0 → 1");
    browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of(
        "width", 853, "height", 480, "deviceScaleFactor", 1.5,
        "mobile", false));
    assertEquals(3L, browser.executeScript("return getComputedStyle("
        + "document.querySelector('#log .row')).gridTemplateColumns"
        + ".split(' ').length"));
  }

  @Test
  void a_name_that_is_a_script_is_only_text() throws Exception {
    start(3, 0);
    open();
    String name = "<img src=x onerror=document.title='run'>";
    visitor(name).signsUp("");
    sees("user: " + name);
    open("#store");
    sees(name);
    assertEquals(0L, browser.executeScript(
        "return document.querySelectorAll('img').length"));
    assertEquals("Live: cookie, session, record", browser.getTitle());
  }

  @Test
  void the_headers_are_explained_on_demand() throws Exception {
    start(5, 0);
    open();
    visitor("jane").signsUp(Visitor.PASSWORD);
    sees("The server begins a session");
    browser.findElements(By.tagName("summary")).forEach(each ->
        each.sendKeys(Keys.ENTER));
    sees("HttpOnly: no script in the page can read it.", "Secure: the browser"
        + " sends it over HTTPS only", "SameSite: Lax keeps it from POSTs",
        "Path: ",
        "Content-Security-Policy: ");
    assertFalse(text().contains(Visitor.PASSWORD), text());
  }

  @Test
  void each_header_of_a_browser_and_of_the_proxy_is_explained()
      throws Exception {
    start(5, 0);
    open();
    String secret = "5ec7e7".repeat(10);
    browser.get(site.url() + "/register");
    visitor("jane").isThere().logsOut();
    site.newBrowser().withHeader("X-Real-IP", "192.0.2.1")
        .withHeader("X-Proxy-Secret", secret).visits("/style.css");
    open();
    sees("GET /style.css");
    assertEquals(List.of(), browser.executeScript("""
        return [...document.querySelectorAll('dt')].filter(each =>
            each.nextElementSibling?.tagName !== 'DD')
            .map(each => each.textContent)"""));
    assertFalse(browser.getPageSource().contains(secret));
  }

  @Test
  void the_tables_of_the_store_are_shown_as_they_change() throws Exception {
    start(4, 0);
    open("#store");
    sees("Nothing is stored");
    Visitor jane = visitor("jane").isThere();
    sees("users: 1", "sessions: 1", "$2a$10$");
    jane.logsOut();
    await().pollInSameThread().atMost(20, SECONDS)
        .until(this::text, not(containsString("sessions: 1")));
    Axe.findsNothingIn(browser);
  }

  @Test
  void a_kill_a_stop_and_a_restart_are_marked_and_it_goes_on()
      throws Exception {
    int port = freePort();
    start(2, port);
    open();
    Visitor jane = visitor("jane");
    jane.views();
    sees("views: 1");
    step.kill();
    sees("The program was killed.", "Not connected");
    start(2, port);
    sees("The program has started again.", "Connected");
    visitor("robert").withCookiesOf(jane).views();
    sees("views: 1 → 2");
    step.stop();
    sees("The program was stopped.");
    assertEquals(List.of("A", "A"), letters());
  }

  @Test
  void it_fits_a_phone_and_a_dark_room() throws Exception {
    start(3, 0);
    browser.executeCdpCommand("Emulation.setDeviceMetricsOverride", Map.of(
        "width", 360, "height", 700, "deviceScaleFactor", 1, "mobile", true));
    browser.executeCdpCommand("Emulation.setEmulatedMedia", Map.of("features",
        List.of(Map.of("name", "prefers-color-scheme", "value", "dark"))));
    browser.get(live());
    visitor("jane").isThere();
    sees("views: 0 → 1");
    assertEquals(true, browser.executeScript("return"
        + " document.documentElement.scrollWidth <= innerWidth"));
    Axe.findsNothingIn(browser);
  }

  private void start(int number, int livePort) {
    step = StepProcess.launch(ProcessSite.appOf(number), Map.of("PORT", "0",
        "DATA_DIR", data.toString(), "TRACE", "on",
        "LIVE_PORT", "" + livePort));
    site = new RemoteSite(number, "http://localhost:" + step.port());
  }

  private Visitor visitor(String name) {
    return new Visitor(site, site.newBrowser(), name);
  }

  private String live() {
    Matcher url = LIVE.matcher(step.output());
    assertTrue(url.find(), step.output());
    return url.group(1);
  }

  private void open() {
    open("");
  }

  private void open(String part) {
    browser.get(live() + "/" + part);
    sees("Connected");
  }

  private void get(HttpClient window, String path, String... headers)
      throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(site.url() + path));
    window.send(headers.length == 0 ? request.build()
        : request.headers(headers).build(), BodyHandlers.discarding());
  }

  /** The letters of the browsers, row by row. */
  private Object letters() {
    return browser.executeScript("return"
        + " [...document.querySelectorAll('.letter')].map("
        + "each => each.textContent)");
  }

  private void sees(String... texts) {
    for (String text : texts) {
      new Chromium(browser).sees(text);
    }
  }

  private String text() {
    return browser.findElement(By.tagName("body")).getText();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
