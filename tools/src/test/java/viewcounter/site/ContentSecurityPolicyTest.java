package viewcounter.site;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentSecurityPolicyTest {

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', value = {
      "default-src 'none' | false",
      "default-src 'none'; script-src 'self' | false",
      "script-src 'self' 'unsafe-inline' | true",
      "default-src 'unsafe-inline' | true",
      "default-src 'unsafe-inline'; script-src 'self' | false",
      "default-src 'none'; SCRIPT-SRC 'unsafe-inline' | true",
      "default-src 'none'; style-src 'unsafe-inline' | false",
      "script-src 'unsafe-inline' 'nonce-abc' | false",
      "script-src 'unsafe-inline' 'sha256-abc=' | false",
      "script-src 'self'; script-src 'unsafe-inline' | false",
      "script-src 'self'; script-src-attr 'unsafe-inline' | true",
      "script-src 'unsafe-inline'; script-src-attr 'none' | false",
      "frame-ancestors 'none' | true",
      "\"\" | true"})
  void an_inline_script_runs_where_the_policy_allows_it(String header,
      boolean runs) {
    assertEquals(runs,
        ContentSecurityPolicy.of(header).allowsInlineScript());
  }
}
