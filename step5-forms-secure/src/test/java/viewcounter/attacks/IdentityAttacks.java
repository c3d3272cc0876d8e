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

      attack("On a second browser, the same person starts from one")
          .works(1, 2).closed(3, 4, 5)
          .because("a count belongs to a person, not to a browser")
          .by(site -> {
            Visitor laptop = site.visitor("jane").isThere();
            laptop.views();
            laptop.views();
            Visitor phone = site.visitor("jane").comesBack();
            return phone.views() == 1;
          }),

      attack("The next person at a browser goes on with the last one's count")
          .works(1, 2).closed(3, 4, 5)
          .because("a count belongs to a person, not to a browser")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            int before = jane.views();
            if (site.step() >= 3) {
              jane.logsOut();
            }
            Visitor robert = new Visitor(site, jane.browser(),
                site.nameOf("robert")).isThere();
            return robert.views() > before;
          }),

      attack("Anyone who knows a name is that person")
          .doesNotApply("there are no users yet", 1, 2)
          .works(3).closed(4, 5)
          .because("everybody knows a name")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor mallory = site.visitor("mallory");
            mallory.logsInAs(jane, "a guess");
            return mallory.is(jane);
          }),

      attack("Signing up with a taken name logs you in as its owner")
          .doesNotApply("there are no users yet", 1, 2)
          .works(3).closed(4, 5)
          .because("a name belongs to who had it first")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            Visitor mallory = site.visitor("jane");
            mallory.signsUp("a password of her own");
            if (mallory.is(jane)) {
              return true;
            }
            Visitor again = site.visitor("jane");
            again.logsIn(PASSWORD);
            return !again.is(jane); // her password was changed
          }),

      attack("When many sign up at once with one name, two get it")
          .doesNotApply("there are no passwords yet, so one can have many", 3)
          .doesNotApply("there are no users yet", 1, 2)
          .closed(4, 5)
          .because("to look and to take has to be one step")
          .by(site -> {
            List<Boolean> in = Concurrently.run(30, () -> {
              Visitor jane = site.visitor("jane");
              return jane.signsUp(PASSWORD).statusCode() < 400;
            });
            return Collections.frequency(in, true) != 1;
          }),

      attack("Jane and jane are two people")
          .doesNotApply("there are no users yet", 1, 2)
          .works(3, 4).closed(5)
          .because("nobody can hear the difference")
          .by(site -> {
            site.visitor("zoë").isThere();
            return List.of("Zoë", "ZOË", "zoe\u0308", " zoë", "zoë\u200D")
                .stream().anyMatch(name -> {
                  Visitor other = site.visitor(name);
                  other.signsUp("a password of her own");
                  return other.views() > 0;
                });
          }),

      attack("A name with an invisible character, or a second space, passes"
          + " for another one")
          .doesNotApply("there are no users yet", 1, 2)
          .works(3, 4).closed(5)
          .because("nobody can see the difference")
          .by(site -> {
            site.visitor("ann lee").isThere();
            return List.of("ann  lee", "ann\u00A0lee", "ann\u17B4 lee",
                "ann lee\u180B", "ann lee\uDB40\uDD00").stream()
                .anyMatch(name -> {
                  Visitor other = site.visitor(name);
                  other.signsUp("a password of her own");
                  return other.views() > 0;
                });
          }),

      attack("A name that only looks like another one is free")
          .doesNotApply("there are no users yet", 1, 2)
          .works(3, 4, 5)
          .because("people go by what they see (the way out: allow the"
              + " letters of one script only)")
          .by(site -> {
            site.visitor("jane").isThere();
            Visitor other = site.visitor("j\u0430ne"); // a Cyrillic a
            other.signsUp("a password of her own");
            return other.views() > 0;
          }));

  private IdentityAttacks() {}
}
