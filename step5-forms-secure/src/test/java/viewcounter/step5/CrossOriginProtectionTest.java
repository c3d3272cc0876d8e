package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import spark.Request;
import viewcounter.web.HttpException;

/** A header that is not in the row (no text at all) was not sent. */
class CrossOriginProtectionTest {

  private static final String ORIGIN = "https://views.example:8443";

  @ParameterizedTest
  @CsvSource({
      "same-origin, ",
      "same-origin, https://views.example:8443"})
  void a_request_marked_as_our_own_passes(String site, String origin) {
    assertPasses(site, origin);
  }

  @ParameterizedTest
  @CsvSource({
      "cross-site, ",
      "none, ", // whatever a person does without a page, it is no POST
      "none, https://views.example:8443",
      "same-site, ",
      "'', ",
      "Same-Origin, ",
      "'same-origin ', ",
      "cross-site, https://views.example:8443",
      "same-site, https://views.example:8443"})
  void a_request_marked_as_foreign_gets_a_403(String site, String origin) {
    assertRejected(site, origin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"same-origin", "none"})
  void that_header_does_not_outweigh_a_foreign_origin(String site) {
    for (String origin : List.of("null", "", "https://evil.example",
        "http://views.example:8443", "https://views.example")) {
      assertRejected(site, origin);
    }
  }

  @Test
  void without_that_header_the_origin_of_this_site_passes() {
    assertPasses(null, ORIGIN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://views.example", "https://views.example:1",
      "https://evil.example:8443", "https://views.example.evil.example:8443",
      "https://evil-views.example:8443", "https://x@views.example:8443",
      "http://views.example:8443", "HTTPS://views.example:8443",
      "views.example:8443", "null", "", "%%"})
  void without_that_header_any_other_origin_gets_a_403(String origin) {
    assertRejected(null, origin);
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "GET"})
  void a_request_with_neither_passes_since_programs_send_it(String method) {
    assertDoesNotThrow(() -> CrossOriginProtection.check(
        request(method, null, null), ORIGIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"GET", "HEAD"})
  void a_safe_method_may_come_from_anywhere(String method) {
    assertDoesNotThrow(() -> CrossOriginProtection.check(
        request(method, "cross-site", "https://evil.example"), ORIGIN));
  }

  @ParameterizedTest
  @ValueSource(strings = {"POST", "PUT", "DELETE", "PATCH", "OPTIONS",
      "get", ""})
  void any_other_method_is_checked(String method) {
    assertRejected(request(method, "cross-site", null));
  }

  private static void assertPasses(String site, String origin) {
    assertDoesNotThrow(() -> CrossOriginProtection.check(
        request("POST", site, origin), ORIGIN));
  }

  private static void assertRejected(String site, String origin) {
    assertRejected(request("POST", site, origin));
  }

  private static void assertRejected(Request request) {
    assertEquals(403, assertThrows(HttpException.class,
        () -> CrossOriginProtection.check(request, ORIGIN)).status());
  }

  private static Request request(String method, String site, String origin) {
    return new FakeRequest(method)
        .withHeader("Sec-Fetch-Site", site).withHeader("Origin", origin)
        .sent();
  }
}
