package viewcounter.lab;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Map;

/** The files of the page, and the headers that each response has. */
final class LabPage {

  /** The media type of each. */
  static final Map<String, String> FILES = Map.of(
      "/", "text/html", "/lab.css", "text/css", "/lab.js", "text/javascript");

  static final Map<String, String> HEADERS = Map.of(
      "Content-Security-Policy", "default-src 'none'; script-src 'self';"
          + " style-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
      "X-Content-Type-Options", "nosniff",
      "Referrer-Policy", "no-referrer",
      "Cross-Origin-Opener-Policy", "same-origin",
      "Cross-Origin-Resource-Policy", "same-origin",
      "Cache-Control", "no-store");

  private LabPage() {}

  static String file(String path) throws IOException {
    String name = path.equals("/") ? "/lab.html" : path;
    try (InputStream file = LabPage.class.getResourceAsStream("/lab" + name)) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }
}
