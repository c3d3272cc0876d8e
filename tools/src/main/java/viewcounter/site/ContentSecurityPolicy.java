package viewcounter.site;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A Content-Security-Policy, read as browsers do (CSP Level 3, 6.7). */
record ContentSecurityPolicy(Map<String, List<String>> directives) {

  static ContentSecurityPolicy of(String header) {
    return new ContentSecurityPolicy(Arrays.stream(header.split(";"))
        .map(directive -> List.of(directive.strip().split("\\s+")))
        .collect(Collectors.toMap(words -> words.get(0).toLowerCase(),
            words -> words.subList(1, words.size()),
            (first, another) -> first))); // the first one counts
  }

  /** Whether a script may stand in an attribute such as onerror. */
  boolean allowsInlineScript() {
    return Stream.of("script-src-attr", "script-src", "default-src")
        .map(directives::get).filter(sources -> sources != null).findFirst()
        .map(sources -> sources.contains("'unsafe-inline'")
            && sources.stream().noneMatch(source ->
                source.matches("'(nonce|sha256|sha384|sha512)-.*'")))
        .orElse(true);
  }
}
