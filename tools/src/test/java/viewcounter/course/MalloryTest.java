package viewcounter.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static viewcounter.site.Visitor.PASSWORD;

import io.restassured.RestAssured;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.chrome.ChromeDriver;
import viewcounter.attacks.Attack;
import viewcounter.attacks.Attacks;
import viewcounter.browser.Axe;
import viewcounter.browser.Chromium;
import viewcounter.site.HtmlUnitWindow;
import viewcounter.site.LocalSite;
import viewcounter.site.RemoteSite;

/** What Mallory's site does, and cannot do, to somebody in Chromium. */
class MalloryTest {

  private ChromeDriver driver;
  private LocalSite step;
  private Mallory mallory;
  private Chromium browser;

  @ParameterizedTest
  @CsvSource({
      "4, logout, Please log in", "5, logout, 'User \"jane\" has '",
      "4, login, 'User \"mallorys-site\" has '", "5, login, 'User \"jane\" has '",
      "4, signup, 'User \"victim'", "5, signup, 'User \"jane\" has '"})
  void step_4_takes_a_button_of_another_site_for_its_own(int number,
      String page, String seen) throws Exception {
    start(number);
    logInAsJane();
    browser.visits(mallory.url());
    driver.findElement(By.cssSelector("a[href='/" + page + "']")).click();
    browser.sees("Press the button");
    browser.presses();
    browser.arrivesAt(step.url());
    browser.visits(step.url() + "/");
    browser.sees(seen);
  }

  @Test
  void a_link_to_a_trap_does_nothing_yet_and_does_not_say_so()
      throws Exception {
    start(4);
    logInAsJane();
    browser.visits(mallory.url());
    browser.sees("do what it says");
    assertFalse(driver.findElement(By.tagName("ul")).getText()
        .contains("button"));
    browser.follows("A page that logs you out");
    browser.visits(step.url() + "/");
    browser.sees("User \"jane\" has ");
  }

  @ParameterizedTest
  @CsvSource({"4, true", "5, false"})
  void only_step_4_shows_in_a_frame(int number, boolean shown)
      throws Exception {
    start(number);
    browser.visits(mallory.url() + "frame");
    driver.switchTo().frame(0);
    assertEquals(shown, driver.findElement(By.tagName("body")).getText()
        .contains("Please log in"));
  }

  @ParameterizedTest
  @CsvSource({"4, 'User \"jane\" has '", "5, Redirected to /login"})
  void a_planted_session_is_hers_only_on_step_4(int number, String seen)
      throws Exception {
    start(number);
    browser.visits(mallory.url());
    browser.follows("A page that plants Mallory's session");
    assertTrue(browser.address().startsWith("http://localhost:"));
    logInAsJane();
    browser.visits(mallory.url() + "look");
    browser.sees(seen);
  }

  @ParameterizedTest
  @ValueSource(ints = {4, 5})
  void each_page_says_what_should_happen(int number) throws Exception {
    start(number);
    browser.visits(mallory.url());
    Axe.findsNothingIn(driver);
    for (String page : List.of("logout", "login", "signup", "frame",
        "plant")) {
      browser.visits(mallory.url() + page);
      browser.sees("What should happen: ");
    }
  }

  @Test
  void she_has_the_pages_that_the_attacks_name() throws Exception {
    try (Mallory alone =
        new Mallory(new RemoteSite(5, "http://localhost:1"), 0)) {
      String index = RestAssured.get(
          alone.url().replace("mallory.localhost", "127.0.0.1")).asString();
      List<String> named = Attacks.ALL.stream().map(Attack::page)
          .filter(Objects::nonNull).toList();
      assertEquals(4, named.size());
      assertEquals(List.of(), named.stream().filter(title ->
          !index.contains(">" + title + "</a>")).toList());
    }
  }

  @Test
  void if_no_step_runs_it_says_so() throws Exception {
    try (Mallory alone =
        new Mallory(new RemoteSite(5, "http://localhost:1"), 0)) {
      String page = RestAssured.get(
          alone.url().replace("mallory.localhost", "127.0.0.1") + "plant")
          .asString();
      assertTrue(page.contains("http://localhost:1 does not answer as step 5"
          + " does. Is it running?"), page);
    }
  }

  private void start(int number) throws Exception {
    Chromium.orSkip("Mallory's site is not tried");
    step = new LocalSite(number, HtmlUnitWindow::new);
    mallory = new Mallory(new RemoteSite(number, step.url()), 0);
    driver = Chromium.window();
    browser = new Chromium(driver);
  }

  /** Signs up, and is there. */
  private void logInAsJane() {
    if (step.step() == 4) {
      browser.visits(step.url() + "/create/jane/horse");
    } else {
      browser.visits(step.url() + "/register");
      browser.fillsIn("jane", PASSWORD, PASSWORD);
      browser.presses();
    }
    browser.visits(step.url() + "/");
    browser.sees("User \"jane\" has ");
  }

  @AfterEach
  void stop() {
    if (step != null) {
      mallory.close();
      step.close();
    }
  }
}
