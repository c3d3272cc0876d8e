package viewcounter.exercises;

import java.util.List;
import viewcounter.checks.Check;
import viewcounter.checks.Check.Result;
import viewcounter.site.ProcessSite;

/**
 * Something to add to a step.
 *
 * @param name a short one, which is that of its solution, too
 * @param check what has to happen
 */
record Exercise(int step, String name, Check check) {

  /** What has to happen. */
  interface Demand {
    /** Throws an {@link viewcounter.site.Unmet} that says what is missing. */
    void tryOn(ProcessSite site) throws Exception;
  }

  static Draft exercise(int step, String name, String what) {
    return demand -> new Exercise(step, name, Check.exercise(what, step)
        .by(site -> demand.tryOn((ProcessSite) site)));
  }

  /** An exercise that is being written down. */
  interface Draft {
    Exercise by(Demand demand);
  }

  String what() {
    return check.what();
  }

  /** Whether a step that is started with these options solves it. */
  Result tryWith(List<String> options) {
    return check.tryOn(() -> new ProcessSite(step, ProcessSite.newFolder(),
        options));
  }
}
