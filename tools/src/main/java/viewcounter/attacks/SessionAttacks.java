package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import java.time.Duration;
import java.util.List;
import viewcounter.site.AccountForm;
import viewcounter.site.Visitor;
import viewcounter.site.Window;
import viewcounter.story.Story;
import viewcounter.testing.Browser;

/** How a session is planted, or lasts too long. */
final class SessionAttacks {

  static final List<Attack> ALL = List.of(

      attack("A session planted before the login is logged in afterwards"
          + " (session fixation)")
          .needsLogin()
          .works(3, 4).closed(5)
          .because("whoever planted it is then logged in, too")
          .letInAt("the session keeps the id it had")
          .stoppedAt("session fixation")
          .unlessRemoved()
          .despite("a_session_that_is_emptied_at_login_keeps_its_"
              + "planted_id")
          .shows(2)
          .by(site -> {
            Visitor mallory = site.visitor("mallory").isThere();
            Visitor owner = site.visitor("jane").isThere();
            Visitor jane = site.visitor("jane").withCookiesOf(mallory);
            jane.comesBack();
            return mallory.is(owner);
          }),

      attack("A made-up id becomes a session")
          .closed(1, 2, 3, 4, 5)
          .because("an attacker could plant an id without ever visiting the"
              + " site")
          .stoppedAt("made-up id")
          .despite("an_id_that_is_the_hash_of_a_counter_can_be_guessed")
          .despite("a_cookie_in_Base64_can_be_written_by_anybody")
          .shows(3)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            jane.views();
            String madeUp = "ab".repeat(32);
            Visitor robert = site.visitor("robert");
            site.story().note("Mallory",
                "plants a made-up id in Robert's browser");
            for (String cookie : jane.browser().cookies().keySet()) {
              robert.browser().cookies().put(cookie, madeUp);
            }
            robert.isThere();
            robert.views();
            return robert.browser().cookies().containsValue(madeUp);
          }),

      attack("A session id in the URL works like the cookie")
          .closed(1, 2, 3, 4, 5)
          .because("URLs end up in histories and logs")
          .stoppedAt("id in URL")
          .shows(4)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            int before = jane.views();
            return jane.browser().cookies().entrySet().stream()
                .filter(each -> !Story.OTHER_COOKIES.contains(each.getKey()))
                .anyMatch(cookie -> List.of("/;" + cookie.getKey(),
                    "/?" + cookie.getKey(), "/;jsessionid", "/?jsessionid")
                    .stream().anyMatch(path -> Browser.viewsIn(
                        site.visitor("mallory").visits(path + "="
                            + cookie.getValue()).asString()) > before));
          }),

      attack("After logging out, the old cookie still works")
          .needsLogin()
          .closed(3, 4, 5)
          .because("logging out has to end the session everywhere, also for"
              + " a thief")
          .stoppedAt("session after logout")
          .unlessRemoved()
          .despite("a_log_out_that_only_clears_the_cookie_does_not_end_"
              + "the_session")
          .shows(5)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor mallory = site.visitor("mallory").withCookiesOf(jane);
            jane.logsOut();
            return mallory.views() > 0;
          }),

      attack("After logging out, the Back button shows the account page")
          .needsLogin()
          .works(3, 4).closed(5)
          .because("the next person at the browser can press it")
          .stoppedAt("Back after logout")
          .unlessRemoved()
          .shows(36)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            try (Window window = site.windowOf("Jane")) {
              window.sends(site, AccountForm.logIn(site.step(),
                  site.newBrowser(), jane.name(), PASSWORD));
              if (site.step() < 5) {
                // the log-out ends on /, and its page takes that one's place
                window.opens(site.url() + "/?account");
                window.opens(site.url() + "/logout");
              } else {
                window.presses();
              }
              window.goesBack();
              boolean shown = window.text().contains(jane.name());
              site.story().note(shown
                  ? "The page of Jane's account is there for anyone to see."
                  : "Nothing of Jane's account is there to see.");
              return shown;
            }
          }),

      attack("A browser left alone for an hour is still logged in")
          .doesNotApply("its clock cannot be moved by a test", 1, 2, 3, 4)
          .closed(5)
          .because("somebody else may be sitting there by now")
          .stoppedAt("session left alone")
          .unlessReplacedBy("Duration.ofDays(1),")
          .shows(6)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            site.passTime(Duration.ofHours(1));
            return jane.views() > 0;
          }));

  private SessionAttacks() {}
}
