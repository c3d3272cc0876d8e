package viewcounter.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.response.Response;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.site.LocalSite;
import viewcounter.testing.CourseFolder;

/** The requests that an IDE can send are answered as their files say. */
class RequestsTest {

  private static final Pattern REQUEST = Pattern.compile(
      "### (?<restart>Stop the step, start it again)?.*\n"
          + "# (?<status>\\d+):(?<words>.*)\n(# @no-redirect\n)?"
          + "(?<method>GET(?= \\S+\n$)|POST) http://localhost:3000"
          + "(?<path>\\S*)\n"
          + "(?<headers>(\\S+: .*\n)*)(?<body>(\n.+\n)?)");

  @ParameterizedTest
  @CsvSource({"1, step1-counter", "2, step2-filestore", "3, step3-users",
      "4, step4-passwords", "5, step5-forms-secure"})
  void each_request_is_answered_as_it_says(int step, String module)
      throws Exception {
    String file = CourseFolder.textOf(module + "/requests.http");
    try (LocalSite site = new LocalSite(step, () -> null)) {
      Cast cast = new Cast(site);
      for (String part : file.substring(file.indexOf("### "))
          .split("(?m)^(?=### )")) {
        Matcher request = REQUEST.matcher(part.strip() + "\n");
        assertTrue(request.matches(), part);
        Response response = cast.does(new Act(
            request.group("restart") == null ? null : "restart", null,
            request.group("method"), request.group("path"),
            request.group("body").strip(), request.group("headers"), 1));
        assertEquals(request.group("status"), "" + response.statusCode(), part);
        assertTrue(response.asString().contains(request.group("words").strip()),
            part + response.asString());
      }
    }
  }
}
