package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import io.restassured.response.Response;
import java.time.Duration;
import java.util.List;
import viewcounter.binding.DeviceKey;
import viewcounter.site.Unmet;
import viewcounter.site.Visitor;

/** What a thief of a cookie, or of the files, can do with it. */
final class StolenSessionAttacks {

  static final List<Attack> ALL = List.of(

      attack("A stolen cookie works on another computer (session hijacking)")
          .works(1, 2, 3, 4, 5)
          .because("the cookie is all that identifies a browser, so"
              + " everything depends on keeping it safe")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            int before = jane.views();
            Visitor mallory = site.visitor("mallory").withCookiesOf(jane);
            return mallory.views() == before + 1;
          }),

      attack("A copied cookie opens the account minutes later")
          .works(1, 2, 3, 4).closed(5)
          .because("malware copies cookies by the thousand, and those who buy"
              + " them use them later")
          .stoppedAt("hijacking")
          .unlessReplacedBy("return true;")
          .despite("a_session_tied_to_an_IP_address_locks_out_a_phone_on_a_"
              + "train")
          .despite("a_session_tied_to_the_User_Agent_stops_nobody_who_"
              + "copies_that_too")
          .shows(47)
          .by(site -> {
            DeviceKey key = new DeviceKey(); // Chrome would have it in a chip
            Visitor jane = site.visitor("jane");
            if (site.step() < 5) {
              jane.isThere();
            } else {
              Response login = jane.signsUp(PASSWORD);
              key.register(jane.browser(), login);
              site.story().note("Jane's browser",
                  "registers a key, and gets a second cookie");
            }
            int before = jane.views();
            Visitor mallory = site.visitor("mallory").withCookiesOf(jane);
            if (site.step() == 5) {
              site.passTime(Duration.ofMinutes(6));
              key.refresh(jane.browser());
              site.story().note("Jane's browser",
                  "signs a challenge, and gets another second cookie");
            } else {
              site.story().note("Here, a cookie lasts for hours.");
            }
            int seen = mallory.views();
            if (jane.views() <= before) {
              throw new Unmet("Jane has to be logged in still");
            }
            return seen > before;
          }),

      attack("A cookie stolen yesterday still works")
          .doesNotApply("its clock cannot be moved by a test", 1, 2, 3, 4)
          .closed(5)
          .because("a session has to end, however much it is used")
          .stoppedAt("session without end")
          .unlessReplacedBy("Duration.ofDays(30));")
          .shows(7)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor mallory = site.visitor("mallory").withCookiesOf(jane);
            for (int minutes = 0; minutes < 24 * 60; minutes += 2 * 14) {
              // one look may be forgotten, if the last one is not over yet
              site.passTime(Duration.ofMinutes(14));
              mallory.views();
              site.passTime(Duration.ofMinutes(14));
              jane.views();
            }
            return mallory.views() > 0;
          }),

      attack("A stolen data folder contains session ids that work")
          .doesNotApply("nothing is in its folder", 1)
          .works(2, 3, 4).closed(5)
          .because("files get stolen: backups, for instance")
          .stoppedAt("session ids in stolen data")
          .unless(code -> code.replaceFirst("return .* : ", "return "))
          .shows(9)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            int before = jane.views();
            String data = site.stolenData();
            boolean found = jane.browser().cookies().values().stream()
                .anyMatch(data::contains);
            site.story().note("Mallory", "steals the data folder, and "
                + (found ? "finds the id in Jane's cookie there"
                    : "looks in vain for the id in Jane's cookie"));
            return found && before + 1
                == site.visitor("mallory").withCookiesOf(jane).views();
          }));

  private StolenSessionAttacks() {}
}
