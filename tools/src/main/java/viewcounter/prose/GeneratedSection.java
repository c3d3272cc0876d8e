package viewcounter.prose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import viewcounter.testing.CourseFolder;

/**
 * A part of a text that a program can write: what stands between
 * {@code <!-- name -->} and {@code <!-- /name -->}.
 */
public final class GeneratedSection {

  private static final Pattern START =
      Pattern.compile("(?m)^<!-- ([^/].*) -->$");

  private GeneratedSection() {}

  /** Whether generated parts are written, as by {@code ./course prose}. */
  public static boolean isWritten() {
    return "write".equals(System.getProperty("prose"));
  }

  /** A part of a text. */
  record Part(String file, String name) {
    @Override
    public String toString() {
      return file + ": " + name;
    }
  }

  /** All texts, by their paths in the course. */
  public static List<String> texts() throws IOException {
    try (Stream<Path> files = Files.walk(CourseFolder.ROOT, 2)) {
      return files.filter(file -> file.toString().endsWith(".md"))
          .map(file -> CourseFolder.ROOT.relativize(file).toString()
              .replace('\\', '/'))
          .sorted().toList();
    }
  }

  /** All parts of all texts whose names match. */
  static Stream<Part> all(Pattern names) throws IOException {
    return texts().stream().flatMap(file ->
        START.matcher(CourseFolder.textOf(file)).results()
            .map(start -> new Part(file, start.group(1)))
            .filter(part -> names.matcher(part.name()).matches()));
  }

  /** What a part says. */
  static String text(Part part) {
    String text = CourseFolder.textOf(part.file());
    return text.substring(start(part.file(), text, part.name()),
        end(part.file(), text, part.name()));
  }

  /**
   * Makes sure that a part of a text is up to date, or writes it.
   *
   * @throws AssertionError if it is not, with the line where it begins
   */
  public static synchronized void holds(String file, String name,
      String now) {
    if (isWritten()) {
      write(file, name, now);
      return;
    }
    String text = CourseFolder.textOf(file);
    int from = start(file, text, name);
    List<String> is = text.substring(from, end(file, text, name)).lines()
        .toList();
    List<String> has = now.lines().toList();
    int i = 0;
    while (i < is.size() && i < has.size() && is.get(i).equals(has.get(i))) {
      i++;
    }
    if (i < is.size() || i < has.size()) {
      throw new AssertionError(file + ":"
          + (text.substring(0, from).lines().count() + 1 + i)
          + " is out of date. It says:\n  " + line(is, i)
          + "\nbut it has to say:\n  " + line(has, i)
          + "\nIf that is right, ./course prose renews it.");
    }
  }

  private static String line(List<String> lines, int i) {
    return i < lines.size() ? lines.get(i) : "(nothing more)";
  }

  /** Writes a part of a text. */
  public static synchronized void write(String file, String name,
      String now) {
    String text = CourseFolder.textOf(file);
    try {
      Files.writeString(CourseFolder.ROOT.resolve(file),
          text.substring(0, start(file, text, name)) + now
              + text.substring(end(file, text, name)));
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
