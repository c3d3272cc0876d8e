package viewcounter.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.site.LocalSite;
import viewcounter.testing.Browser;
import viewcounter.testing.CourseFolder;

/** The requests that an IDE can send are answered as their files say. */
class RequestsTest {

  private static final Pattern REQUEST = Pattern.compile(
      "### (?<title>.*)\n# (?<status>\\d+):(?<words>.*)\n(# @no-redirect\n)?"
          + "(?<method>GET|POST) http://localhost:3000(?<path>\\S*)\n"
          + "(?<headers>(\\S+: .*\n)*)(\n(?<body>.+)\n)?");

  @ParameterizedTest
  @CsvSource({"1, step1-counter", "2, step2-filestore", "3, step3-users",
      "4, step4-passwords", "5, step5-forms-secure"})
  void each_request_is_answered_as_it_says(int step, String module)
      throws Exception {
    String file = CourseFolder.textOf(module + "/requests.http");
    try (LocalSite site = new LocalSite(step, () -> null)) {
      Browser browser = new Browser(site.url());
      List<String> parts = Arrays.stream(file.split("(?m)^(?=### )"))
          .skip(1).toList();
      for (String part : parts) {
        Matcher request = REQUEST.matcher(part.strip() + "\n");
        assertTrue(request.matches(), part);
        answersAsItSays(request, browser);
      }
    }
  }

  private static void answersAsItSays(Matcher request, Browser browser)
      throws IOException {
    Response response = request.group("method").equals("GET")
        ? browser.visits(request.group("path"))
        : browser.submitsAsItIs(request.group("path"),
            String.valueOf(request.group("body")), request.group("headers"));
    assertEquals(request.group("status"), "" + response.statusCode(),
        request.group("title"));
    assertTrue(response.asString().contains(request.group("words").strip()),
        response.asString());
  }
}
