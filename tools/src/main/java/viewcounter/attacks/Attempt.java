package viewcounter.attacks;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import viewcounter.checks.Check.Outcome;
import viewcounter.site.LocalSite;
import viewcounter.site.Window;
import viewcounter.story.Event;
import viewcounter.story.Story;

/**
 * An attack that was carried out on a step.
 *
 * @param works whether it worked
 * @param showedWindow whether a window was used: then another browser may show
 *     something else
 * @param story what happened
 */
public record Attempt(Attack attack, int step, boolean works,
    boolean showedWindow, List<Event> story) {

  /** Carries it out on a new site, which is gone afterwards. */
  public static Attempt of(Attack attack, int step, Supplier<Window> windows)
      throws Exception {
    return of(attack, step, windows, story -> {});
  }

  /**
   * Carries it out on a new site, which is gone afterwards.
   *
   * @param beginning is given the story before anything has happened
   */
  public static Attempt of(Attack attack, int step, Supplier<Window> windows,
      Consumer<Story> beginning) throws Exception {
    try (LocalSite site = new LocalSite(step, windows)) {
      beginning.accept(site.story());
      boolean works = attack.check().tryOn(site).orThrow().works();
      return new Attempt(attack, step, works, site.showedWindow(),
          site.story().events());
    }
  }

  /** Whether it ended as the table of attacks says. */
  public boolean isAsExpected() {
    return works == (attack.on(step) == Outcome.WORKS);
  }
}
