package viewcounter.exercises;

import java.util.List;
import viewcounter.attacks.RunningProgram;

/**
 * Something to add to a step.
 *
 * @param name a short one, which is that of its solution, too
 * @param what a sentence that says what has to happen
 */
record Exercise(int step, String name, String what, Deed deed) {

  /** Tries it. */
  interface Deed {
    /** Throws an AssertionError that says what was expected. */
    void tryOn(RunningProgram site) throws Exception;
  }

  static Draft exercise(int step, String name, String what) {
    return deed -> new Exercise(step, name, what, deed);
  }

  /** An exercise that is being written down. */
  interface Draft {
    Exercise by(Deed deed);
  }

  /** What is missing in a step that is started with these options, or null. */
  String missing(List<String> options) {
    try (RunningProgram site = new RunningProgram(step,
        RunningProgram.newFolder(), options)) {
      deed.tryOn(site);
      return null;
    } catch (Exception | AssertionError e) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    }
  }
}
