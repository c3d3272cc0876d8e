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
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import viewcounter.testing.CourseFolder;

/**
 * Code that stops an attack, found by a comment such as
 * {@code // guard: session fixation}, so that all of its names may change. The
 * comment is at the end of the first line, or above it.
 *
 * @param marker the words after {@code guard:}, up to a full stop, a semicolon
 *     or a parenthesis
 * @param file its path in the course
 * @param lines all lines of the file
 * @param marked the index of the line with the comment
 * @param from the index of the first line of the code
 * @param to the index after its last line: where the statement ends, or the
 *     argument, or the operand if it begins with an operator
 */
public record MarkedCode(String marker, String file, List<String> lines,
    int marked, int from, int to) {

  private static final Pattern MARKER =
      Pattern.compile("guard: ([^.;(}*]*[^.;(}*\\s])");
  private static final Pattern BLOCK_COMMENT =
      Pattern.compile("(?m)^\\s*/\\*(?!\\*)(?s:.*?)\\*/");
  private static final Pattern TEXTS =
      Pattern.compile("\"(\\\\.|[^\"\\\\])*\"|'(\\\\.|[^'\\\\])+'");
  private static final Pattern MARK =
      Pattern.compile(" *(//|\\{\\{!) guard: .*");

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
    try (Stream<Path> files = Files.find(course, 99, (file, its) ->
        its.isRegularFile() && course.relativize(file).toString()
            .replace('\\', '/')
            .matches("step\\d-[^/]*/src/main/.*\\.(java|mustache)"))) {
      return files.map(file -> course.relativize(file).toString()
          .replace('\\', '/')).sorted().toList();
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

  /** The step whose module has it. */
  public int module() {
    return Character.digit(file.charAt("step".length()), 10);
  }

  /** Its lines. */
  public List<String> code() {
    return lines.subList(from, to);
  }

  /** Its lines after a change, which does not see the comment. */
  public List<String> changed(UnaryOperator<String> change) {
    String code = MARK.matcher(String.join("\n", code())).replaceFirst("");
    String indent = code.replaceFirst("(?s)\\S.*", "");
    String after = change.apply(code.substring(indent.length()));
    return after.isBlank() ? List.of() : (indent + after).lines().toList();
  }

  /** The text of the file after that change. */
  public String fileWith(UnaryOperator<String> change) {
    List<String> all = new ArrayList<>(lines.subList(0, from));
    all.addAll(changed(change));
    all.addAll(lines.subList(to, lines.size()));
    return String.join("\n", all) + "\n";
  }
}
