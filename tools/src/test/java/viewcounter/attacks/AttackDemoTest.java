package viewcounter.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.launch.Settings;
import viewcounter.site.RemoteSite;
import viewcounter.site.Site;
import viewcounter.story.StoryText;
import viewcounter.web.WebServer;

class AttackDemoTest {

  @Test
  void a_story_says_who_sends_what_with_whose_cookie() throws Exception {
    assertEquals("""
        A session planted before the login is logged in afterwards \
        (session fixation)
        Why it matters: whoever planted it is then logged in, too.

        Step 3
          Mallory: GET /create/mallory -> 200, new cookie ID
          Mallory: GET / with cookie ID -> 200: User "mallory" has 1 view
          Jane: GET /create/jane -> 200, new cookie ID
          Jane: GET / with cookie ID -> 200: User "jane" has 1 view
          Mallory's cookie ID is now in Jane's browser, too.
          Jane: GET /login/jane with Mallory's cookie ID -> 200: User jane logged
              in
          Mallory: GET / with cookie ID -> 200: User "jane" has 2 views
          The attack works.

        Step 5
          Mallory: POST /register with "mallory", "correct horse" -> 303 to \
        /?signed-in,
              new cookie ID
          Mallory: GET / with cookie ID -> 200: User "mallory" has 1 view
          Jane: POST /register with "jane", "correct horse" -> 303 to \
        /?signed-in, new
              cookie ID
          Jane: GET / with cookie ID -> 200: User "jane" has 1 view
          Mallory's cookie ID is now in Jane's browser, too.
          Jane: POST /login with "jane", "correct horse", Mallory's cookie ID ->
              303 to /?signed-in, new cookie ID
          Mallory: GET / with cookie ID -> 302 to /login
          The attack fails. What stops it is in %s.

        """.formatted(classOf("session fixation")),
        report("session fixation", false, 3, 5));
  }

  @Test
  void steps_with_the_same_story_are_shown_together() throws Exception {
    String report = report("works on another computer", false, 1, 2, 3, 4);
    assertTrue(report.contains("\n\nSteps 1 and 2\n"), report);
    assertTrue(report.contains(
        "\n\nSteps 3 and 4, with the requests of step 3\n"), report);
  }

  @Test
  void many_similar_requests_are_shown_in_one_line() throws Exception {
    String report = report("Passwords can be guessed", false, 5);
    assertTrue(report.contains("""
          Mallory: POST /login with "jane", "guess 0" (and 9 more like it) -> 422:
              Incorrect username or password
          Mallory: POST /login with "jane", "guess 10" (and 19 more like it) -> \
        429:
              Please wait 30 seconds
        """), report);
    assertTrue(report.contains("What stops it is in "
        + classOf("brute force") + "."), report);
  }

  @Test
  void a_script_is_said_to_be_stopped_by_escaping_and_by_no_rule()
      throws Exception {
    String report = report("reflected XSS", false, 5);
    assertFalse(report.contains("Many people use this password"), report);
    assertTrue(report.contains("""
          The form shows the script as text, so it does not run.
          The attack fails. What stops it is in register.mustache, which \
        escapes it.
        """), report);
    report = report("stored XSS", false, 5);
    assertTrue(report.contains("in views.mustache, which escapes it."), report);
  }

  @Test
  void what_a_browser_does_on_another_site_is_shown_with_its_cookie()
      throws Exception {
    String report = report("page logs the visitor out", false, 5);
    assertTrue(report.contains("""
          Jane opens a page of Mallory's site.
          Jane presses the button there.
          Jane: POST /logout with cookie ID -> 403: Forbidden
          Chrome and others keep a SameSite=Lax cookie at home; this browser \
        sends it,
              so that the check by itself is tested.
        """), report);
    report = report("page logs the visitor out", false, 4);
    assertFalse(report.contains("SameSite"), report);
  }

  @ParameterizedTest
  @CsvSource({"X-Frame-Options, DENY, frame-ancestors",
      "Content-Security-Policy, frame-ancestors 'none', X-Frame-Options"})
  void a_frame_that_one_header_keeps_empty_needs_the_other_one_too(
      String header, String value, String missing) throws Exception {
    try (WebServer server =
        new WebServer(new Settings(0, Path.of("none")))) {
      server.http().get("/", (request, response) -> {
        response.header(header, value);
        return "Views: 1";
      });
      String url = "http://localhost:" + server.start().port();
      try (Site site = new RemoteSite(5, url)) {
        assertTrue(Attacks.named("clickjacking").get(0).check().tryOn(site)
            .works());
        String story = String.join("\n",
            StoryText.outline(site.story().events()));
        assertTrue(story.contains("stays empty.\nWithout " + missing + ", a"
            + " browser that does not know "), story);
      }
    }
  }

  @Test
  void a_step_that_an_attack_does_not_apply_to_is_shown_with_the_reason()
      throws Exception {
    assertTrue(report("left alone for an hour", false, 3, 4, 5).contains("""

        Steps 3 and 4: not possible, its clock cannot be moved by a test.

        Step 5
        """));
    assertTrue(report("left alone for an hour", false, 5).contains(
        "  An hour passes.\n"));
  }

  @Test
  void on_a_terminal_a_verdict_is_red_or_green() throws Exception {
    assertTrue(report("Anyone who knows a name", true, 3)
        .contains("  \033[31mThe attack works.\033[0m\n"));
    assertTrue(report("Anyone who knows a name", true, 4)
        .contains("  \033[32mThe attack fails.\033[0m What stops it is in App"
            + " of step 4.\n"));
  }

  private static String classOf(String guard) {
    return Markers.ofCourse().get(guard).file()
        .replaceAll(".*/|\\.java$", "");
  }

  private static String report(String words, boolean colours, Integer... steps)
      throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new AttackDemo(new PrintStream(printed, true, UTF_8), colours)
        .show(Attacks.named(words), List.of(steps));
    return printed.toString(UTF_8).replace("\r\n", "\n")
        .replaceAll("\\b[0-9a-f]{8}\\b", "ID");
  }
}
