package viewcounter.spec;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import viewcounter.site.Site;

/**
 * Something that a step has to do for its visitors.
 *
 * @param what a sentence that says what it does
 * @param steps the steps that do so
 */
record Behaviour(String what, Set<Integer> steps, Action action) {

  /** Tries it. */
  interface Action {
    /** Throws an {@link viewcounter.site.Unmet} that says what was expected. */
    void tryOn(Site site) throws Exception;
  }

  static Draft behaviour(String what, int... steps) {
    return action -> new Behaviour(what, IntStream.of(steps).boxed()
        .collect(Collectors.toSet()), action);
  }

  /** A behaviour that is being written down. */
  interface Draft {
    Behaviour by(Action action);
  }
}
