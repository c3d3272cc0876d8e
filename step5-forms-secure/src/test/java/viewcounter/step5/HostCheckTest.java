package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.web.HttpException;

class HostCheckTest {

  private static final String OWN = "views.example";

  @ParameterizedTest
  @ValueSource(strings = {"localhost", "localhost:3000", "LocalHost:9000",
      "127.0.0.1", "127.0.0.1:3000", "192.0.2.7:3000", "[::1]", "[::1]:3000",
      "[2001:db8::7]:3000", "[::ffff:127.0.0.1]:3000", "views.example",
      "Views.Example:3000"})
  void localhost_IP_addresses_and_its_own_name_are_this_site(String host) {
    assertDoesNotThrow(() -> check(host, false));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", ":3000", "evil.example", "evil.example:3000",
      "localhost.evil.example", "127.0.0.1.evil.example:3000", "localhost.",
      "localhost:3000:1", "evil.localhost", "x@localhost", "localhost/",
      "[::1].evil.example", "::1", "2130706433", "evil.views.example",
      "localhost, evil.example", " localhost"})
  void any_other_host_gets_a_421(String host) {
    assertEquals(421, assertThrows(HttpException.class,
        () -> check(host, false)).status());
  }

  @ParameterizedTest
  @ValueSource(strings = {"viewcounter.example.com", "localhost:8443"})
  void what_the_proxy_has_checked_passes(String host) {
    assertDoesNotThrow(() -> check(host, true));
  }

  private static void check(String host, boolean checked) {
    HostCheck.check(new FakeRequest("GET").withHeader("Host", host).sent(),
        OWN, checked);
  }
}
