package viewcounter.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.step5.Forms;
import viewcounter.testing.Browser;
import viewcounter.testing.StepProcess;

/** What a person sees on the terminal. */
class TraceTest {

  @TempDir
  Path data;

  @Test
  void a_count_in_memory() {
    assertEquals("""
        GET /
          session     begun
          Set-Cookie  session_cookie=ID...; Path=/; HttpOnly
          answered    200
        GET /
          Cookie      session_cookie=ID...
          session     found
          answered    200
        GET /nope
          answered    404
        """, trace(viewcounter.step1.App.class, "on", browser -> {
          browser.sees("/");
          browser.sees("/");
          browser.cookies().clear();
          browser.sees("/nope");
        }));
  }

  @Test
  void a_user_who_comes_and_goes() {
    assertEquals("""
        GET /create/jane
          session     begun
          stored      users jane {"user":"jane","views":0}
          stored      sessions ID... {...,"attributes":{"user":"jane"}}
          Set-Cookie  session_cookie=ID...; Path=/; HttpOnly
          answered    200
        GET /
          Cookie      session_cookie=ID...
          session     found
          stored      users jane {"user":"jane","views":1}
          answered    200
        GET /logout
          Cookie      session_cookie=ID...
          session     ended
          stored      sessions ID... removed
          Set-Cookie  session_cookie=; Path=/; \
        Expires=Thu, 01 Jan 1970 00:00:00 GMT
          answered    302
        GET /
          Cookie      session_cookie=made-up
          session     none for this cookie
          answered    200
        GET /nope
          answered    404
        """, trace(viewcounter.step3.App.class, "on", browser -> {
          browser.sees("/create/jane");
          browser.sees("/");
          browser.sees("/logout");
          browser.cookies().put("session_cookie", "made-up");
          browser.sees("/");
          browser.cookies().clear();
          browser.sees("/nope");
        }));
  }

  @Test
  void the_password_of_step_4_for_that_is_the_lesson() {
    assertTrue(trace(viewcounter.step4.App.class, "on", browser ->
        browser.sees("/create/jane/s3cret"))
        .startsWith("GET /create/jane/s3cret\n"));
  }

  @Test
  void no_password_of_step_5() {
    String trace = trace(viewcounter.step5.App.class, "on", browser -> {
      Forms.register(browser, "jane");
      Forms.logIn(browser, "jane", "wrong horse");
      browser.sees("/login?password=my+horse");
    });
    assertTrue(trace.contains("POST /register\n"), trace);
    assertTrue(Pattern.compile("POST /login\n(  .*\n)*  answered    422\n")
        .matcher(trace).find(), trace);
    assertTrue(trace.contains("GET /login?...\n"), trace);
    assertTrue(Pattern.compile("stored      users jane \\{\"user\":\"jane\","
        + "\"hash\":\"\\$2a\\$10\\$[^\"]{8}\\.\\.\\.\"").matcher(trace).find(),
        trace); // never the whole hash
    assertFalse(trace.contains("horse"), trace);
  }

  @Test
  void nothing_if_it_is_switched_off() {
    assertEquals("", trace(viewcounter.step3.App.class, "off", browser ->
        browser.sees("/create/jane")));
  }

  /** What is printed after the start, without what differs each time. */
  private String trace(Class<?> app, String trace, Consumer<Browser> visit) {
    try (StepProcess step = StepProcess.launch(app, Map.of("PORT", "0",
        "DATA_DIR", data.toString(), "TRACE", trace))) {
      visit.accept(new Browser(step.port()));
      step.stop();
      String text = step.output();
      return text.substring(text.indexOf(").\n") + 3)
          .replaceAll("[0-9a-f]{8}\\.\\.\\.", "ID...");
    }
  }
}
