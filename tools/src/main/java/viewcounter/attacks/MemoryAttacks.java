package viewcounter.attacks;

import static viewcounter.attacks.Attack.attack;

import java.util.List;
import viewcounter.site.ProcessSite;
import viewcounter.site.Visitor;
import viewcounter.testing.ConcurrentViews;

/** What a site forgets. */
final class MemoryAttacks {

  static final List<Attack> ALL = List.of(

      attack("A restart forgets the count")
          .works(1).closed(2, 3, 4, 5)
          .because("every site has to be restarted now and then")
          .stoppedAt("loss at a restart")
          .unless(code -> code.replaceFirst("(?s),.*", ");"))
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            int before = jane.views();
            site.restart();
            Visitor later = site.visitor("jane").withCookiesOf(jane);
            return later.views() != before + 1;
          }),

      attack("A kill -9 right after the response loses the view")
          .works(1).closed(2, 3, 4, 5)
          .because("what was answered has to be on disk")
          .stoppedAt("loss in a crash")
          .by(site -> {
            try (ProcessSite program = site.asPeopleRunIt()) {
              Visitor jane = program.visitor("jane").isThere();
              int before = jane.views();
              program.crash();
              return jane.views() != before + 1;
            }
          }),

      attack("Of many concurrent views, some are lost")
          .closed(1, 2, 3, 4, 5)
          .because("each view that is answered has to count")
          .stoppedAt("lost update")
          .unlessReplacedBy("{")
          .by(site -> {
            Visitor jane = site.visitor("jane").isThere();
            boolean lost = false;
            for (int i = 0; i < 3 && !lost; i++) { // a race may end well
              int before = jane.views();
              site.story().note(jane.person(), "GET /, "
                  + ConcurrentViews.VIEWS + " times, many at once");
              ConcurrentViews.views(site.url(), jane.browser());
              lost = jane.views() != before + ConcurrentViews.VIEWS + 1;
            }
            return lost;
          }));

  private MemoryAttacks() {}
}
