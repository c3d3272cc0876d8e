package viewcounter.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The top folder of the course. */
public final class CourseFolder {

  /** Where it is; programs run there or in a module's folder. */
  public static final Path ROOT = Files.exists(Path.of("mvnw"))
      ? Path.of("").toAbsolutePath()
      : Path.of("..").toAbsolutePath().normalize();

  private CourseFolder() {}

  /** A file of the course, with line ends as on Unix. */
  public static String textOf(String file) {
    try {
      return Files.readString(ROOT.resolve(file)).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
