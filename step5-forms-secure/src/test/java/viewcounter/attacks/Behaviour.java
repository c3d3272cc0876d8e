package viewcounter.attacks;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Something that a step has to do for its visitors.
 *
 * @param what a sentence that says what it does
 * @param steps the steps that do so
 */
record Behaviour(String what, Set<Integer> steps, Deed deed) {

  /** Tries it. */
  interface Deed {
    /** Throws an AssertionError that says what was expected. */
    void tryOn(Site site) throws Exception;
  }

  static Draft behaviour(String what, int... steps) {
    return deed -> new Behaviour(what, IntStream.of(steps).boxed()
        .collect(Collectors.toSet()), deed);
  }

  /** A behaviour that is being written down. */
  interface Draft {
    Behaviour by(Deed deed);
  }
}
