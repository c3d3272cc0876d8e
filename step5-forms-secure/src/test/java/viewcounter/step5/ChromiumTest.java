package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import viewcounter.site.Chromium;
import viewcounter.site.FetchMetadataFilter;
import viewcounter.testing.TestServer;

/** What a person sees in Chromium. */
class ChromiumTest {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  @Test
  void a_person_registers_counts_logs_out_and_comes_back() {
    try (Chromium browser = Chromium.open()) {
      browser.usesTheWholeSite("http://localhost:" + server.port() + "/");
    }
  }

  @Test
  void a_person_does_so_in_a_browser_that_sends_no_Sec_Fetch_Site()
      throws IOException {
    try (Chromium browser = Chromium.open();
        FetchMetadataFilter filter =
            new FetchMetadataFilter(server.port())) {
      String site = "http://localhost:" + filter.port();
      browser.usesTheWholeSite(site + "/");
      assertEquals(Set.of(site), filter.origins());
    }
  }

  @Test
  void a_person_does_so_over_HTTPS_through_nginx() throws IOException {
    try (Chromium browser = Chromium.open();
        Nginx nginx = Nginx.start(server.port(), server.data())) {
      browser.usesTheWholeSite(nginx.httpSite() + "/");
      assertTrue(browser.address().startsWith(nginx.httpsSite() + "/"));
    }
  }

  @Test
  void row_36_after_log_out_Back_shows_nothing_of_the_account() {
    try (Chromium browser = Chromium.open()) {
      logOutAndGoBack(browser, "http://localhost:" + server.port());
    }
  }

  @Test
  void row_36_nor_does_it_over_HTTPS() throws IOException {
    try (Chromium browser = Chromium.open();
        Nginx nginx = Nginx.start(server.port(), server.data())) {
      logOutAndGoBack(browser, nginx.httpsSite());
    }
  }

  private static void logOutAndGoBack(Chromium browser, String site) {
    assertTrue(browser.keepsPages(site + "/register", site + "/login"),
        "Its back/forward cache has to be on");
    browser.types("username", "jane");
    browser.types("password", "correct horse");
    browser.types("repeated", "correct horse");
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
