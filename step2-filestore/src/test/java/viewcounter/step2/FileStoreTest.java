package viewcounter.step2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.testing.Browser;
import viewcounter.testing.KillUnderLoad;
import viewcounter.testing.RawHttp;
import viewcounter.testing.StepProcess;
import viewcounter.testing.TestServer;

class FileStoreTest {

  @RegisterExtension
  final TestServer server = new TestServer(App::start);

  @Test
  void the_session_cookie_is_named_session_cookie() {
    Browser browser = server.newBrowser();
    String cookie = browser.visits("/").header("Set-Cookie");
    assertEquals(List.of("session_cookie"),
        List.copyOf(browser.cookies().keySet()));
    assertTrue(cookie.endsWith("; Path=/; HttpOnly"), cookie);
    assertEquals(64, browser.cookies().get("session_cookie").length());
  }

  @Test
  void an_id_that_the_server_did_not_create_is_never_adopted() {
    Browser browser = server.newBrowser();
    String planted = "0123456789abcdef".repeat(4);
    browser.cookies().put("session_cookie", planted);
    assertEquals("Views: 1", browser.sees("/"));
    assertFalse(browser.cookies().containsValue(planted));
  }

  @Test
  void the_id_is_accepted_in_the_cookie_only() {
    Browser browser = server.newBrowser();
    browser.sees("/");
    String id = browser.cookies().get("session_cookie");
    assertEquals("Views: 1",
        server.newBrowser().sees("/?session_cookie=" + id));
    assertFalse(RawHttp.get(server.port(), "/;jsessionid=" + id)
        .contains("Views: 2"));
    assertEquals("Views: 2", browser.sees("/")); // by its cookie it does
  }

  @Test
  void a_kill_right_after_the_response_loses_no_view(@TempDir Path data) {
    Browser browser;
    try (StepProcess step = StepProcess.start(App.class, data)) {
      browser = new Browser(step.port());
      assertEquals("Views: 1", browser.sees("/"));
      assertEquals("Views: 2", browser.sees("/"));
      step.kill();
    }
    try (StepProcess step = StepProcess.start(App.class, data)) {
      assertEquals("Views: 3",
          new Browser(step.port()).withCookiesOf(browser).sees("/"));
    }
  }

  @Test
  void kills_under_load_lose_no_view(@TempDir Path data) throws Exception {
    new KillUnderLoad(App.class, data).run(step -> {
      Browser browser = new Browser(step.port());
      browser.sees("/");
      return browser;
    });
  }
}
