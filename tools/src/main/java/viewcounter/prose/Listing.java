package viewcounter.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import viewcounter.testing.CourseFolder;

/** Code of the course, as it stands in a file. */
public final class Listing {

  private Listing() {}

  /**
   * The paragraph of a text that has some words; paragraphs are separated by
   * blank lines.
   *
   * @param file where the text is from
   * @throws AssertionError if there is not exactly one
   */
  public static String paragraph(String file, String text, String words) {
    List<String> found = Arrays.stream(text.split("\n\\s*\n"))
        .filter(paragraph -> paragraph.contains(words)).toList();
    assertEquals(1, found.size(),
        "Paragraphs of " + file + " with the words " + words);
    String[] lines = found.get(0).stripTrailing().split("\n");
    int end = lines.length; // what is around it may end there as well
    while (indent(lines[end - 1]) < indent(lines[0])) {
      end--;
    }
    return String.join("\n", Arrays.copyOf(lines, end)).stripIndent() + "\n";
  }

  /**
   * A method of a class in the course, without its annotation.
   *
   * @throws AssertionError if there is none
   */
  public static String method(String file, String name) {
    return method(file, CourseFolder.textOf(file), name);
  }

  /**
   * The same, of a class whose text is this.
   *
   * @param file where the text is from
   * @throws AssertionError if there is none
   */
  public static String method(String file, String text, String name) {
    List<String> found = Pattern.compile("(?ms)^  void " + name
        + "\\(\\).*?^  }\n").matcher(text).results()
        .map(method -> method.group()).toList();
    assertEquals(1, found.size(), "Methods of " + file + " named " + name);
    return found.get(0).stripIndent();
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
