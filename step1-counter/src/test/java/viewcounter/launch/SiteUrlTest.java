package viewcounter.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.testing.Skip;
import viewcounter.testing.StepProcess;

class SiteUrlTest {

  @ParameterizedTest
  @CsvSource({"127.0.0.1, localhost", "0.0.0.0, localhost", "::, localhost",
      "0:0:0:0:0:0:0:0, localhost", "localhost, localhost", "::1, [::1]",
      "[::1], [::1]", "127.0.0.2, 127.0.0.2", "10.1.2.3, 10.1.2.3",
      "2001:db8::1, [2001:db8::1]", "no.such.invalid, no.such.invalid"})
  void a_browser_can_open_it(String host, String shown) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    SiteUrl url = new SiteUrl(host, port);
    assertEquals("http://" + shown + ":" + port, url.toString());
    assertFalse(url.localhostIsAnother());
  }

  @ParameterizedTest
  @CsvSource({"127.0.0.1, 127.0.0.1", "::1, [::1]"})
  void another_program_at_localhost_is_avoided(String host, String shown)
      throws IOException {
    try (ServerSocket other = onIPv6()) {
      assertEquals("http://" + shown + ":" + other.getLocalPort(),
          new SiteUrl(host, other.getLocalPort()).toString());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0.0.0.0", "0", "::"})
  void a_step_on_all_addresses_is_not_another_program(String all)
      throws IOException {
    try (ServerSocket step =
        new ServerSocket(0, 50, InetAddress.getByName(all))) {
      SiteUrl url = new SiteUrl(all, step.getLocalPort());
      assertEquals("http://localhost:" + step.getLocalPort(), url.toString());
      assertFalse(url.localhostIsAnother());
    }
  }

  @Test
  void a_step_that_starts_beside_another_program_says_so() throws IOException {
    try (ServerSocket other = onIPv6()) {
      String port = "" + other.getLocalPort();
      StepProcess step = StepProcess.launch(LauncherTest.FakeApp.class,
          Map.of("PORT", port), "1", port);
      assertEquals(0, step.exitCode());
      List<String> lines = step.output().lines().toList();
      assertTrue(lines.get(0).startsWith("Step 1 runs at http://127.0.0.1:"
          + port + " "), lines.get(0));
      assertEquals("Do not open http://localhost:" + port + ": another program"
          + " is there, at [::1].", lines.get(1));
    }
  }

  private static ServerSocket onIPv6() throws IOException {
    try {
      return new ServerSocket(0, 50, InetAddress.getByName("::1"));
    } catch (IOException e) {
      Skip.evenOnCiUnless(false, "There is no IPv6 here");
      throw e;
    }
  }
}
