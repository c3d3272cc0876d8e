package viewcounter.prose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a text that a test can write: what stands between
 * {@code <!-- name -->} and {@code <!-- /name -->}.
 */
public final class Region {

  /** The top folder of the course; tests run in that of a step. */
  public static final Path COURSE = Path.of("..").toAbsolutePath().normalize();

  /** Whether texts are to be written anew: {@code -Dprose=write}. */
  private static final boolean WRITE =
      "write".equals(System.getProperty("prose"));

  private Region() {}

  /**
   * Makes sure that a part of a text is as it is now, or writes it.
   *
   * @throws AssertionError if it is not, with the line where it begins
   */
  public static synchronized void holds(String file, String name,
      String now) {
    try {
      Path path = COURSE.resolve(file);
      String text = Files.readString(path);
      String start = "<!-- " + name + " -->\n";
      int from = text.indexOf(start) + start.length();
      int to = text.indexOf("<!-- /" + name + " -->", from);
      if (from < start.length() || to < 0) {
        throw new AssertionError(file + " has no part between <!-- " + name
            + " --> and <!-- /" + name + " -->");
      }
      if (WRITE) {
        Files.writeString(path,
            text.substring(0, from) + now + text.substring(to));
      } else if (!text.substring(from, to).equals(now)) {
        throw new AssertionError(file + ":" + text.substring(0, from).lines()
            .count() + " is stale from here on. ./mvnw test -Dprose=write"
            + " writes it anew.");
      }
    } catch (IOException e) {
      throw new AssertionError("Cannot read or write " + file, e);
    }
  }
}
