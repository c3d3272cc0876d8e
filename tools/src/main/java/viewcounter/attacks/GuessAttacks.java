package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import java.util.List;
import java.util.function.UnaryOperator;
import viewcounter.site.Site;
import viewcounter.site.Visitor;

/** How passwords are guessed, and what the guesses do to others. */
final class GuessAttacks {

  /** What lets guesses in, what stops them, and what does not. */
  private static final UnaryOperator<AttackDraft> GUESS_LIMIT = draft -> draft
      .letInAt("no limit on guesses")
      .stoppedAt("brute force")
      .shows(29)
      .unlessReplacedBy("return 0;")
      .despite("an_account_that_is_locked_after_three_guesses_shuts_"
          + "its_owner_out");

  static final List<Attack> ALL = List.of(

      attack("Passwords can be guessed as fast as the server hashes (brute"
          + " force)")
          .needsPasswords()
          .works(4).closed(5)
          .because("the first million guesses find most passwords")
          .with(GUESS_LIMIT)
          .despite("a_rate_limit_by_X_Forwarded_For_counts_made_up_IP_"
              + "addresses")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor mallory = site.visitor("mallory");
            for (int i = 0; i < 30; i++) {
              mallory.logsInAs(jane, "guess " + i);
            }
            mallory.logsInAs(jane, PASSWORD);
            return mallory.is(jane);
          }),

      attack("Guesses from hundreds of computers are not slowed down"
          + " (distributed brute force)")
          .needsPasswords()
          .works(4).closed(5)
          .because("computers can be rented")
          .with(GUESS_LIMIT)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            guessFromEverywhere(site, jane);
            Visitor mallory = site.visitorFrom("203.0.113.1", "mallory");
            mallory.logsInAs(jane, PASSWORD);
            return mallory.is(jane);
          }),

      attack("Enough wrong guesses lock the owner out")
          .needsPasswords()
          .closed(4, 5)
          .because("anybody could then keep anybody out")
          .stoppedAt("lockout")
          .unlessReplacedBy("if (true) {")
          .despite("an_account_that_is_locked_after_three_guesses_shuts_"
              + "its_owner_out")
          .shows(29, 40)
          .by(site -> {
            Visitor jane = site.visitorFrom("192.0.2.1", "jane").isThere();
            guessFromEverywhere(site, jane);
            Visitor phone = site.visitorFrom("192.0.2.1", "jane");
            phone.logsIn(PASSWORD);
            return !phone.is(jane);
          }),

      attack("Wrong guesses from the owner's own IP address lock the owner"
          + " out")
          .needsPasswords()
          .closed(4, 5)
          .because("a school, an office or a mobile network shares one IP"
              + " address")
          .stoppedAt("lockout from the same IP address")
          .unlessRemoved()
          .shows(29)
          .by(site -> {
            Visitor jane = site.visitorFrom("192.0.2.1", "jane").isThere();
            jane.logsOut();
            Visitor mallory = site.visitorFrom("192.0.2.1", "mallory");
            for (int i = 1; i <= 30; i++) {
              mallory.logsInAs(jane, "guess " + i);
            }
            jane.logsIn(PASSWORD);
            return !jane.is(jane);
          }),

      attack("A name that looks like an IP address locks out whoever is there")
          .needsPasswords()
          .closed(4, 5)
          .because("guesses at a name must not count for an IP address")
          .stoppedAt("name like an IP address")
          .shows(29)
          .by(site -> {
            Visitor jane = site.visitorFrom("192.0.2.1", "jane").isThere();
            jane.comesBack();
            Visitor nobody = site.visitor("@192.0.2.1");
            for (int i = 1; i <= 110; i++) {
              site.visitorFrom("198.51.100." + i, "mallory")
                  .logsInAs(nobody, "guess " + i);
            }
            Visitor phone = site.visitorFrom("192.0.2.1", "jane");
            phone.logsIn(PASSWORD);
            return !phone.is(jane);
          }),

      attack("One guess at each of many accounts is not slowed down (password"
          + " spraying)")
          .needsPasswords()
          .works(4).closed(5)
          .because("many people choose the same password")
          .letInAt("no limit on guesses")
          .stoppedAt("password spraying")
          .unlessRemoved()
          .shows(29)
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor mallory = site.visitor("mallory");
            for (int i = 0; i < 120; i++) {
              mallory.logsInAs(site.visitor("user" + i), PASSWORD);
            }
            mallory.logsInAs(jane, PASSWORD);
            return mallory.is(jane);
          }));

  private GuessAttacks() {}

  /** More wrong guesses than any limit allows, each from another client. */
  private static void guessFromEverywhere(Site site, Visitor victim)
      throws Exception {
    for (int i = 1; i <= 210; i++) {
      site.visitorFrom("198.51.100." + i, "mallory")
          .logsInAs(victim, "guess " + i);
    }
  }
}
