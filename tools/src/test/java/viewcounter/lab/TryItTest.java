package viewcounter.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.attacks.Attack;
import viewcounter.attacks.Attacks;
import viewcounter.attacks.Attempt;
import viewcounter.site.HtmlUnitWindow;
import viewcounter.site.RemoteSite;

/** What a reader can do by hand, as the lab says it. */
class TryItTest {

  private static final String NAMES =
      "If a name already exists, choose another one.";

  @Test
  void a_story_is_followed_in_a_browser_for_each_person() throws Exception {
    assertEquals(List.of("In a terminal: ./course run 3",
        "Jane, Mallory: each of them needs a browser; a private window counts"
            + " as one.", NAMES,
        "Jane: open http://localhost:3000/create/jane",
        "Jane: open http://localhost:3000/",
        "Mallory: open http://localhost:3000/login/jane",
        "Mallory: open http://localhost:3000/"),
        linesOf("Anyone who knows a name", 3));
    assertFalse(linesOf("A restart forgets", 1).contains(NAMES));
  }

  @ParameterizedTest
  @ValueSource(strings = {"logs the visitor out (CSRF)", "signs the visitor up",
      "login CSRF", "clickjacking"})
  void what_another_site_does_is_tried_on_Mallorys_site(String words) {
    Attack attack = Attacks.named(words).get(0);
    assertEquals(List.of("In a terminal: ./course run 5",
        "In a second terminal: ./course mallory 5",
        "Jane: open http://localhost:3000/register, and sign up as \"jane\". "
            + NAMES,
        "Jane: open Mallory's site in the same browser; the second terminal"
            + " says where it is.",
        "Jane: open \"" + attack.page() + "\" there. The page says what should"
            + " happen."),
        new TryIt(RemoteSite.usualUrl(Map.of()))
            .instructions(attack, 5, List.of()));
    assertEquals(List.of(), new TryIt("http://localhost:3000")
        .instructions(attack, 3, List.of())); // she attacks only 4 and 5
  }

  @Test
  void a_script_in_a_name_shows_a_box() throws Exception {
    assertTrue(linesOf("stored XSS", 4).contains("Mallory: open"
        + " http://localhost:3000/create/%3Cscript%3Ealert(1)%3C%2Fscript%3E"
        + "/correct%20horse"), linesOf("stored XSS", 4).toString());
    String five = linesOf("stored XSS", 5).toString();
    assertTrue(five.contains("type \"<script>alert(1)</script>\""), five);
    assertTrue(five.contains("type \"<svg onload=alert()>\""), five);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4})
  void Back_leads_to_the_account_page(int step) throws Exception {
    List<String> lines = linesOf("Back button", step);
    int back = lines.indexOf("Jane presses Back.");
    assertEquals(List.of("Jane: open http://localhost:3000/?account",
        "Jane: open http://localhost:3000/logout",
        "Jane: open http://localhost:3000/"), // that is where it leads
        lines.subList(back - 3, back));
  }

  @Test
  void the_port_of_the_environment_is_the_one_to_open() {
    assertEquals("http://localhost:3001",
        RemoteSite.usualUrl(Map.of("PORT", "3001")));
  }

  private static List<String> linesOf(String words, int step)
      throws Exception {
    Attack attack = Attacks.named(words).get(0);
    return new TryIt(RemoteSite.usualUrl(Map.of())).instructions(attack, step,
        Attempt.of(attack, step, HtmlUnitWindow::new).story());
  }
}
