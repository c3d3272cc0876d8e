package viewcounter.spec;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.launch.Settings;
import viewcounter.site.HtmlUnitWindow;
import viewcounter.site.LocalSite;
import viewcounter.site.OtherSite;
import viewcounter.testing.Skip;
import viewcounter.web.WebServer;

class SpecTest {

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 5}) // AttacksTest has them all
  void our_own_step_does_all_that_it_has_to(int step)
      throws Exception {
    try (LocalSite site = new LocalSite(step, HtmlUnitWindow::new)) {
      assertTrue(run(step, site.url()), report());
      assertTrue(report().endsWith(". All done!\n"), report());
      assertFalse(report().contains("  NO "), report());
      assertTrue(report().contains("  left out A restart")
          || step == 1, report());
    }
  }

  @Test
  void a_server_that_speaks_HTTP_1_0_is_checked_too()
      throws Exception {
    try (Http10Server server = new Http10Server()) {
      assertTrue(run(1, server.url()), report());
      assertTrue(report().contains(
          "  fails    Of many concurrent views, some are lost\n"), report());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 4, 5})
  void the_wrong_step_is_reported_in_a_sentence(int step) throws Exception {
    int asked = step == 5 ? 3 : step + 1 == 2 ? 3 : step + 1;
    try (LocalSite site = new LocalSite(step, HtmlUnitWindow::new)) {
      assertFalse(run(asked, site.url()));
      assertEquals(site.url() + " looks like step " + step + ", not like step "
          + asked + ". Try ./course spec " + step + ", or another URL.\n",
          report());
    }
  }

  @Test
  void a_server_that_listens_on_IPv6_only_is_found(@TempDir Path data)
      throws Exception {
    Skip.evenOnCiUnless(NetworkInterface.getByInetAddress(
        InetAddress.getByName("::1")) != null, "There is no IPv6 here");
    try (WebServer server = viewcounter.step1.App.start(
        new Settings("::1", 0, data, false, null))) {
      assertTrue(run(1, "http://localhost:" + server.port()), report());
    }
  }

  @Test
  void a_server_that_does_not_run_is_reported_in_a_sentence() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    assertFalse(run(3, "http://localhost:" + port));
    assertTrue(report().startsWith("Nothing answers at http://localhost:"
        + port + " "), report());
  }

  @Test
  void a_server_that_never_answers_is_reported_in_a_sentence()
      throws Exception {
    try (ServerSocket silent = new ServerSocket(0)) {
      assertFalse(run(3, "http://localhost:" + silent.getLocalPort()));
      assertTrue(report().startsWith("Nothing answers"), report());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"localhost:9000", "8080", "ftp://localhost", "",
      "http://", "${server}"})
  void an_invalid_URL_is_reported_in_a_sentence(String server) {
    assertFalse(run(3, server));
    assertEquals("The URL has to be one like http://localhost:9000, but it"
        + " is " + server + "\n", report());
  }

  @Test
  void what_is_missing_is_shown_with_what_was_expected_and_what_is_next()
      throws Exception {
    try (OtherSite server = new OtherSite("localhost", "Hello!")) {
      assertFalse(run(1, server.url()));
      assertTrue(report().contains(
          "  NO       A new browser has 1 view, then 2\n"
          + "             The first GET / has to say: Views: 1, but it"
          + " answers 200: Hello!\n"), report());
      assertTrue(report().contains(
          "  WORKS    Of many concurrent views, some are lost\n"
          + "             This must not be possible: each view that is"
          + " answered has to count\n"), report());
      assertTrue(report().matches("(?s).*\\n\\d of \\d+; next: A new browser"
          + " has 1 view, then 2\\n"), report());
    }
  }

  private boolean run(int step, String server) {
    return new Spec(step, server, new PrintStream(printed, true, UTF_8)).run();
  }

  private String report() {
    return printed.toString(UTF_8).replace("\r\n", "\n");
  }
}
