package viewcounter.exercises;

import java.util.List;
import viewcounter.site.ProcessSite;

/**
 * Something to add to a step.
 *
 * @param name a short one, which is that of its solution, too
 * @param what a sentence that says what has to happen
 */
record Exercise(int step, String name, String what, Action action) {

  /** Tries it. */
  interface Action {
    /** Throws an {@link viewcounter.site.Unmet} that says what was expected. */
    void tryOn(ProcessSite site) throws Exception;
  }

  static Draft exercise(int step, String name, String what) {
    return action -> new Exercise(step, name, what, action);
  }

  /** An exercise that is being written down. */
  interface Draft {
    Exercise by(Action action);
  }

  /** What is missing in a step that is started with these options, or null. */
  String missing(List<String> options) {
    try (ProcessSite site = new ProcessSite(step,
        ProcessSite.newFolder(), options)) {
      action.tryOn(site);
      return null;
    } catch (Exception e) {
      return e.getMessage() == null ? e.toString() : e.getMessage();
    }
  }
}
