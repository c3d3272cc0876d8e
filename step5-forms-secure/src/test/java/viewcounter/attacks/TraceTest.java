package viewcounter.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.testing.Browser;
import viewcounter.testing.StepProcess;

/** What a person sees on the terminal. */
class TraceTest {

  @TempDir
  Path data;

  @Test
  void a_count_in_memory() {
    assertEquals("""
        GET / -> 200
          session     begun
          cookie sent JSESSIONID=node...; Path=/; HttpOnly
        GET / -> 200
          cookie came JSESSIONID=node...
          session     found
        GET /nope -> 404
        """, trace(viewcounter.step1.App.class, "on", browser -> {
          browser.sees("/");
          browser.sees("/");
          browser.cookies().clear();
          browser.sees("/nope");
        }).replaceAll("=node\\w*\\.\\.\\.", "=node..."));
  }

  @Test
  void a_user_who_comes_and_goes() {
    assertEquals("""
        GET /create/jane -> 200
          session     begun
          stored      users jane {"user":"jane","views":0}
          stored      sessions ID... {"attributes":{"user":"jane"}}
          cookie sent session_cookie=ID...; Path=/; HttpOnly
        GET / -> 200
          cookie came session_cookie=ID...
          session     found
          stored      users jane {"user":"jane","views":1}
        GET /logout -> 302
          cookie came session_cookie=ID...
          session     none, or none any more
          stored      sessions ID... removed
          cookie sent session_cookie=; Path=/; Max-Age=0
        GET /nope -> no such page
        """, trace(viewcounter.step3.App.class, "on", browser -> {
          browser.sees("/create/jane");
          browser.sees("/");
          browser.sees("/logout");
          browser.sees("/nope");
        }));
  }

  @Test
  void the_password_of_step_4_for_that_is_the_lesson() {
    assertTrue(trace(viewcounter.step4.App.class, "on", browser ->
        browser.sees("/create/jane/s3cret"))
        .startsWith("GET /create/jane/s3cret -> 200\n"));
  }

  @Test
  void no_password_of_step_5() {
    String trace = trace(viewcounter.step5.App.class, "on", browser -> {
      browser.submits("/register", "username", "jane", "password",
          "correct horse", "repeated", "correct horse");
      browser.submits("/login", "username", "jane", "password",
          "wrong horse");
      browser.sees("/login?password=my+horse");
    });
    assertTrue(trace.contains("POST /register -> 303"), trace);
    assertTrue(trace.contains("POST /login -> 422"), trace);
    assertTrue(trace.contains("GET /login?... -> 200"), trace);
    assertTrue(trace.contains("stored      users jane {\"user\":\"jane\","
        + "\"hash\":\"$2a$10$"), trace);
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
          .replaceAll("\"(created|accessed|lastAccessed)\":\\d+,", "")
          .replaceAll("[0-9a-f]{8}\\.\\.\\.", "ID...")
          .replaceAll(" Expires=[^;]*;", "");
    }
  }
}
