package viewcounter.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class AttackDemoTest {

  @Test
  void an_attack_is_shown_as_it_is_carried_out() throws Exception {
    String shown = shown("on a second browser, the same person");
    assertTrue(shown.startsWith(
        "On a second browser, the same person starts from one\n"), shown);
    assertTrue(shown.contains("\nStep 2: it works\n    GET /\n"
        + "      session     begun\n      stored      sessions "), shown);
    assertTrue(shown.contains("\nStep 3: it fails\n    GET /create/"), shown);
  }

  @Test
  void an_attack_that_sends_hundreds_of_requests_is_cut() throws Exception {
    assertTrue(shown("Passwords are guessed as fast").matches(
        "(?s).*Step 5: it fails\n(    [^\n]*\n){30}    \\.\\.\\. \\d+ lines"
            + " more \\.\\.\\.\n(    [^\n]*\n){30}\n.*"));
  }

  private static String shown(String words) throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    new AttackDemo(new PrintStream(printed, true, UTF_8))
        .show(AttackDemo.named(words));
    return printed.toString(UTF_8).replace("\r\n", "\n");
  }
}
