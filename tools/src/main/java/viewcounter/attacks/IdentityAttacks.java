package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;
import static viewcounter.site.Visitor.PASSWORD;

import java.util.Collections;
import java.util.List;
import viewcounter.site.Visitor;
import viewcounter.testing.Concurrently;

/** Who is taken for whom. */
final class IdentityAttacks {

  static final List<Attack> ALL = List.of(

      attack("On a second browser, the same person starts from 1")
          .works(1, 2).closed(3, 4, 5)
          .because("a count belongs to a person, not to a browser")
          .stoppedAt("mixed-up views")
          .by(site -> {
            Visitor laptop =
                site.visitor("jane").playedBy("Jane's laptop").isThere();
            laptop.views();
            laptop.views();
            Visitor phone =
                site.visitor("jane").playedBy("Jane's phone").comesBack();
            return phone.views() == 1;
          }),

      attack("The next person at a browser continues the last one's count")
          .works(1, 2).closed(3, 4, 5)
          .because("a count belongs to a person, not to a browser")
          .stoppedAt("mixed-up views")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            int before = jane.views();
            if (site.step() >= 3) {
              jane.logsOut();
            }
            site.story().note("Robert", "sits down at Jane's browser");
            Visitor robert = new Visitor(site, jane.browser(),
                site.nameOf("robert")).isThere();
            return robert.views() > before;
          }),

      attack("Anyone who knows a name can log in as that person")
          .doesNotApply("there are no users yet", 1, 2)
          .works(3).closed(4, 5)
          .because("names are no secret")
          .letInAt("whoever knows a name is that person")
          .stoppedAt("impersonation")
          .unlessRemoved()
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor mallory = site.visitor("mallory");
            mallory.logsInAs(jane, "a guess");
            return mallory.is(jane);
          }),

      attack("Signing up with an existing name logs you in as its owner")
          .doesNotApply("there are no users yet", 1, 2)
          .works(3).closed(4, 5)
          .because("a name belongs to whoever had it first")
          .letInAt("a name that exists lets you in")
          .stoppedAt("account takeover")
          .unlessRemoved()
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor mallory = site.visitor("jane").playedBy("Mallory");
            mallory.signsUp("a password of her own");
            if (mallory.is(jane)) {
              return true;
            }
            Visitor again = site.visitor("jane");
            again.logsIn(PASSWORD);
            return !again.is(jane); // her password was changed
          }),

      attack("When many sign up with one name at once, two succeed")
          .doesNotApply("there are no passwords yet: all log in as one user", 3)
          .doesNotApply("there are no users yet", 1, 2)
          .closed(4, 5)
          .because("checking a name and adding it has to be atomic")
          .stoppedAt("race condition")
          .despite("checking_for_a_name_before_adding_it_gives_it_to_"
              + "two_users")
          .shows(35)
          .by(site -> {
            List<Boolean> in = Concurrently.run(30, () -> {
              Visitor jane = site.visitor("jane").playedBy("Somebody");
              return jane.signsUp(PASSWORD).statusCode() < 400;
            });
            return Collections.frequency(in, true) != 1;
          }),

      attack("Jane and jane are two accounts")
          .doesNotApply("there are no users yet", 1, 2)
          .works(3, 4).closed(5)
          .because("nobody can hear the difference")
          .letInAt("the name is printed as it came")
          .stoppedAt("Jane, jane")
          .unlessRemoved()
          .shows(20)
          .by(site -> {
            site.visitor("zoë").isThere();
            return List.of("Zoë", "ZOË", "zoe\u0308", " zoë", "zoë\u200D")
                .stream().anyMatch(name -> {
                  Visitor other = site.visitor(name).playedBy("Mallory");
                  other.signsUp("a password of her own");
                  return other.views() > 0;
                });
          }),

      attack("A name with an invisible character or a second space passes for"
          + " another name")
          .doesNotApply("there are no users yet", 1, 2)
          .works(3, 4).closed(5)
          .because("nobody can see the difference")
          .letInAt("the name is printed as it came")
          .stoppedAt("invisible character")
          .unlessRemoved()
          .shows(39)
          .by(site -> {
            site.visitor("ann lee").playedBy("Ann").isThere();
            return List.of("ann  lee", "ann\u00A0lee", "ann\u17B4 lee",
                "ann lee\u180B", "ann lee\uDB40\uDD00", "ann\uFFFC lee",
                "ａｎｎ lee").stream()
                .anyMatch(name -> {
                  Visitor other = site.visitor(name).playedBy("Mallory");
                  other.signsUp("a password of her own");
                  return other.views() > 0;
                });
          }),

      attack("A name that only looks like another one can be registered"
          + " (homograph)")
          .doesNotApply("there are no users yet", 1, 2)
          .works(3, 4, 5)
          .because("people trust what they see (the remedy: allow the"
              + " letters of one script only)")
          .by(site -> {
            site.visitor("jane").isThere();
            Visitor other =
                site.visitor("j\u0430ne").playedBy("Mallory");
            site.story().note("Mallory",
                "types a name whose second letter is a Cyrillic one");
            other.signsUp("a password of her own");
            return other.views() > 0;
          }));

  private IdentityAttacks() {}
}
