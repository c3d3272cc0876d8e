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
  void a_person_does_so_by_a_browser_that_sends_no_Sec_Fetch_Site()
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
}
