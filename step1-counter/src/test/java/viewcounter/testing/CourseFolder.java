package viewcounter.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The top folder of the course. */
public final class CourseFolder {

  /** Where it is; programs run there or in a module's folder. */
  public static final Path ROOT = Files.exists(Path.of("mvnw"))
      ? Path.of("").toAbsolutePath()
      : Path.of("..").toAbsolutePath().normalize();

  private CourseFolder() {}

  /** The command that runs the course's own Maven there. */
  public static List<String> maven(String... arguments) {
    List<String> command = new ArrayList<>(File.separatorChar == '\\'
        ? List.of("cmd", "/c", "mvnw.cmd") : List.of("sh", "mvnw"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** A file of the course, with line ends as on Unix. */
  public static String textOf(String file) {
    try {
      return Files.readString(ROOT.resolve(file)).replace("\r\n", "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
