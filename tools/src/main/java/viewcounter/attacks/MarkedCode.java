package viewcounter.attacks;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Code that stops an attack, marked by a comment such as
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

  private static final Pattern MARK =
      Pattern.compile(" *(//|\\{\\{!) guard: .*");

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
