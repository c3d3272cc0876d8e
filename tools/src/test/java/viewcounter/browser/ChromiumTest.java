package viewcounter.browser;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static viewcounter.step5.Forms.PASSWORD;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import viewcounter.site.FetchMetadataFilter;
import viewcounter.site.OtherSite;
import viewcounter.step5.App;
import viewcounter.step5.Nginx;
import viewcounter.testing.TestServer;

/** What a person sees in Chromium. */
class ChromiumTest {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  private Chromium browser;

  @BeforeEach
  void open() {
    browser = Chromium.open();
  }

  @Test
  void a_person_uses_the_site_in_a_browser_that_sends_no_Sec_Fetch_Site()
      throws IOException {
    try (FetchMetadataFilter filter =
        new FetchMetadataFilter(server.port())) {
      String site = "http://localhost:" + filter.port();
      browser.usesTheWholeSite(site + "/");
      assertEquals(Set.of(site), filter.origins());
    }
  }

  @Test
  void a_person_uses_the_site_over_HTTPS_through_nginx() throws IOException {
    try (Nginx nginx = Nginx.start(server.port(), server.data())) {
      browser.usesTheWholeSite(nginx.httpSite() + "/");
      assertTrue(browser.address().startsWith(nginx.httpsSite() + "/"));
    }
  }

  @Test
  void row_10_a_person_may_reload_a_rejected_form_or_go_back_to_it() {
    String site = "http://localhost:" + server.port();
    browser.visits(site + "/register");
    browser.fillsIn("jane", "password", "password");
    browser.presses();
    browser.sees("Many people use this password");
    browser.reloads();
    browser.sees("Many people use this password");
    browser.goesBack();
    browser.sees("Create an account");
    browser.fillsIn("jane", PASSWORD, PASSWORD);
    browser.presses();
    browser.sees("User \"jane\" has 1 view");
    browser.visits(site + "/logout");
    browser.presses();
    browser.sees("New here?");
    browser.fillsIn("jane", "wrong horse");
    browser.presses();
    browser.sees("Incorrect username or password");
    browser.reloads();
    browser.sees("Incorrect username or password");
    browser.goesBack();
    browser.sees("New here?");
    browser.fillsIn("jane", PASSWORD);
    browser.presses();
    browser.sees("User \"jane\" has 2 views");
  }

  @Test
  void row_16_log_out_deletes_nothing_of_another_port() throws IOException {
    try (OtherSite other = new OtherSite("localhost", "")) {
      storesSomething(other);
      browser.visits("http://localhost:" + server.port() + "/register");
      browser.fillsIn("jane", PASSWORD, PASSWORD);
      browser.presses();
      browser.sees("User \"jane\" has 1 view");
      browser.presses();
      browser.sees("New here?");
      assertEquals("theirs=1 1", stored(other));
    }
  }

  @Test
  void row_16_nor_of_a_sibling_host() throws IOException {
    String header = server.newBrowser().submits("/logout")
        .header("Clear-Site-Data");
    try (OtherSite sibling = new OtherSite("blog.site.localhost", "");
        OtherSite own = new OtherSite("app.site.localhost", "",
            Map.of("Clear-Site-Data", header))) {
      storesSomething(sibling);
      browser.visits(own.url());
      assertEquals("theirs=1 1", stored(sibling));
    }
  }

  @Test
  void row_36_after_log_out_Back_shows_nothing_of_the_account() {
    logOutAndGoBack("http://localhost:" + server.port());
  }

  @Test
  void row_36_nor_does_it_over_HTTPS() throws IOException {
    try (Nginx nginx = Nginx.start(server.port(), server.data())) {
      logOutAndGoBack(nginx.httpsSite());
    }
  }

  @Test
  void a_window_knows_nothing_of_the_one_before() throws IOException {
    try (OtherSite site = new OtherSite("localhost", "")) {
      storesSomething(site);
      browser = Chromium.open();
      assertEquals(" undefined", stored(site));
    }
  }

  private void storesSomething(OtherSite site) {
    browser.visits(site.url());
    browser.value("document.cookie = 'theirs=1',"
        + " localStorage.theirs = 1");
    assertEquals("theirs=1 1", stored(site));
  }

  private String stored(OtherSite site) {
    browser.visits(site.url());
    return browser.value("document.cookie + ' ' + localStorage.theirs");
  }

  @Test
  void whoever_clicks_twice_has_signed_up_once_and_is_logged_in() {
    browser.visits("http://localhost:" + server.port() + "/register");
    browser.fillsIn("jane", PASSWORD, PASSWORD);
    browser.pressesTwice();
    browser.sees("User \"jane\" has 1 view");
  }

  private void logOutAndGoBack(String site) {
    assertTrue(browser.keepsPages(site + "/register", site + "/login"),
        "Its back/forward cache has to be on");
    browser.fillsIn("jane", PASSWORD, PASSWORD);
    browser.presses();
    browser.sees("User \"jane\" has 1 view");
    browser.presses();
    browser.sees("New here?");
    browser.goesBack();
    String page = browser.waitsFor("New here?", "User \"jane\"");
    assertTrue(page.contains("New here?"), page);
    assertEquals(site + "/login", browser.address());
  }
}
