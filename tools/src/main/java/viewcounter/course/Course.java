package viewcounter.course;

import java.util.List;
import viewcounter.launch.StartupException;

/**
 * The entry to the course: what {@code ./course} can do. Each command is one
 * of {@link Commands}; here is what is the same for all.
 */
public final class Course {

  private Course() {}

  /** Does what the words say; if they are wrong, says so in a sentence. */
  public static void main(String... words) throws Exception {
    if (Build.isStale()) { // no other class has been loaded yet
      System.exit(Build.renewAndRun(words));
    }
    int code = 1;
    try {
      code = Commands.parse(List.of(words)).run();
    } catch (UsageException | StartupException e) {
      System.err.println(e.getMessage());
    }
    System.exit(code); // whatever a browser has left running
  }
}
