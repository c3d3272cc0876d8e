package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.step1.Settings;
import viewcounter.step2.Store;
import viewcounter.step2.WebServer;
import viewcounter.testing.TestServer;

/** What a person sees in Chromium. */
class ChromiumTest {

  @RegisterExtension
  final TestServer<WebServer> server =
      new TestServer<>(App::start, WebServer::port, WebServer::close);

  @Test
  void a_person_registers_counts_logs_out_and_comes_back() {
    try (Chromium browser = Chromium.open()) {
      browser.usesTheWholeSite("http://localhost:" + server.port() + "/");
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
  void row_19_a_script_as_a_name_does_not_run() {
    try (Chromium browser = Chromium.open()) {
      String evil = "\"><script>document.title='run'</script>";
      browser.visits("http://localhost:" + server.port() + "/login");
      browser.types("username", evil);
      browser.types("password", "correct horse");
      browser.presses();
      browser.sees("Incorrect username or password");
      assertEquals("Error: Log in – View counter", browser.title());
      assertEquals(evil, browser.valueOf("username"));
    }
  }

  @Test
  void row_10_a_page_of_another_site_cannot_log_anybody_out(
      @TempDir Path data) {
    Settings settings = new Settings(0, data);
    try (Chromium browser = Chromium.open();
        WebServer other = new WebServer(settings,
            Store.open(data))) {
      other.http().get("/", (request, response) -> "<form method=post action="
          + "http://localhost:" + server.port() + "/logout><button>Win!"
          + "</button></form>");
      other.start();
      browser.usesTheWholeSite("http://localhost:" + server.port() + "/");
      browser.visits("http://127.0.0.1:" + other.port() + "/");
      browser.presses();
      browser.sees("403");
      browser.visits("http://localhost:" + server.port() + "/");
      browser.sees("User \"jane\" has 4 views");
    }
  }
}
