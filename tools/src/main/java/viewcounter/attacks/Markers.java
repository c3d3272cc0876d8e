package viewcounter.attacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import viewcounter.testing.CourseFolder;

/** Finds the code of the steps that a comment marks as a guard. */
public final class Markers {

  private static final Pattern MARKER =
      Pattern.compile("guard: ([^.;(}*]*[^.;(}*\\s])");
  private static final Pattern BLOCK_COMMENT =
      Pattern.compile("(?m)^\\s*/\\*(?!\\*)(?s:.*?)\\*/");
  private static final Pattern TEXTS =
      Pattern.compile("\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])+'");

  private Markers() {}

  /** That of the course as it was when this was first asked for. */
  private static final class Course {
    private static final Map<String, MarkedCode> MARKED =
        in(CourseFolder.ROOT);
  }

  static Map<String, MarkedCode> ofCourse() {
    return Course.MARKED;
  }

  /**
   * The guards of the steps, by their markers. A step may repeat those of a
   * step before it; the first one counts.
   *
   * @param course the folder with the steps
   */
  public static Map<String, MarkedCode> in(Path course) {
    Map<String, MarkedCode> found = new HashMap<>();
    all(course).forEach(each -> found.putIfAbsent(each.marker(), each));
    return found;
  }

  /** All that is marked, in the order of the steps. */
  public static List<MarkedCode> all(Path course) {
    List<MarkedCode> all = new ArrayList<>();
    for (String file : sources(course)) {
      try {
        addAll(all, file, Files.readString(course.resolve(file)));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return all;
  }

  /** The paths of the steps' classes and pages, in order. */
  public static List<String> sources(Path course) {
    List<String> sources = new ArrayList<>();
    try (Stream<Path> modules = Files.list(course)) {
      for (Path step : modules.filter(module -> module.getFileName()
          .toString().matches("step\\d-.*")).sorted().toList()) {
        try (Stream<Path> files = Files.walk(step.resolve("src/main"))) {
          files.map(file -> course.relativize(file).toString()
              .replace('\\', '/'))
              .filter(file -> file.matches(".*\\.(java|mustache)"))
              .sorted().forEach(sources::add);
        }
      }
      return sources;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addAll(List<MarkedCode> all, String file, String text) {
    List<String> lines = Arrays.asList(BLOCK_COMMENT.matcher(text).replaceAll(
        comment -> "//" + "\n//".repeat((int) comment.group().chars()
            .filter(each -> each == '\n').count())).split("\r?\n"));
    for (int i = 0; i < lines.size(); i++) {
      Matcher marker = MARKER.matcher(lines.get(i));
      if (marker.find()) {
        int from = begin(lines, i,
            lines.get(i).substring(0, marker.start()).strip());
        if (from >= 0) {
          all.add(new MarkedCode(marker.group(1), file, lines, i, from,
              file.endsWith(".java") ? end(lines, from) : from + 1));
        }
      }
    }
  }

  /** The line where marked code begins; -1 if that is commented out. */
  private static int begin(List<String> lines, int marked, String before) {
    if (!before.startsWith("//") && before.matches(".*(//|\\{\\{!)")) {
      return marked;
    }
    int line = marked;
    if (before.matches("\\*.*|/\\*\\*.*")) { // Javadoc
      while (line < lines.size() - 1 && !lines.get(line).endsWith("*/")) {
        line++;
      }
    } else if (!before.equals("//")) {
      return -1;
    }
    return line < lines.size() - 1 ? line + 1 : -1;
  }

  private static int end(List<String> lines, int from) {
    boolean isOperand =
        lines.get(from).strip().matches("(\\+|&&|\\|\\||\\?|:|\\.).*");
    int open = 0;
    for (int i = from; i < lines.size(); i++) {
      String code = TEXTS.matcher(lines.get(i)).replaceAll("\"\"")
          .replaceFirst(" *//.*", "");
      open += code.replaceAll("[^(\\[{]", "").length()
          - code.replaceAll("[^)\\]}]", "").length();
      if (open <= 0 && (isOperand || code.matches(".*[;,}]"))) {
        return i + 1;
      }
    }
    return lines.size();
  }
}
