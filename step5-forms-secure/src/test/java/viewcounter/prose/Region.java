package viewcounter.prose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A part of a text that a program can write: what stands between
 * {@code <!-- name -->} and {@code <!-- /name -->}.
 */
public final class Region {

  /** The top folder of the course; programs run there or in a step's. */
  public static final Path COURSE = Files.exists(Path.of("mvnw"))
      ? Path.of("").toAbsolutePath()
      : Path.of("..").toAbsolutePath().normalize();

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
    if (WRITE) {
      write(file, name, now);
      return;
    }
    String text = text(file);
    int from = start(file, text, name);
    if (!text.substring(from, end(file, text, name)).equals(now)) {
      throw new AssertionError(file + ":" + text.substring(0, from).lines()
          .count() + " is stale from here on. ./mvnw test -Dprose=write"
          + " writes it anew.");
    }
  }

  /** Writes a part of a text. */
  public static synchronized void write(String file, String name,
      String now) {
    String text = text(file);
    try {
      Files.writeString(COURSE.resolve(file),
          text.substring(0, start(file, text, name)) + now
              + text.substring(end(file, text, name)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(String file) {
    try {
      return Files.readString(COURSE.resolve(file)).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static int start(String file, String text, String name) {
    return indexOf(file, text, "<!-- " + name + " -->\n")
        + ("<!-- " + name + " -->\n").length();
  }

  private static int end(String file, String text, String name) {
    return indexOf(file, text, "<!-- /" + name + " -->");
  }

  private static int indexOf(String file, String text, String mark) {
    int index = text.indexOf(mark);
    if (index < 0) {
      throw new AssertionError(file + " has no line " + mark.strip());
    }
    return index;
  }
}
