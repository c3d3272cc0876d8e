package viewcounter.prose;

import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
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
   * @throws NoSuchElementException if there is not exactly one
   */
  public static String paragraph(String file, String text, String words) {
    List<String> found = Arrays.stream(text.split("\n\\s*\n"))
        .filter(paragraph -> paragraph.contains(words)).toList();
    String[] lines = only(found, file, " paragraphs with the words " + words)
        .stripTrailing().split("\n");
    int end = lines.length; // what is around it may end there as well
    while (indent(lines[end - 1]) < indent(lines[0])) {
      end--;
    }
    return String.join("\n", Arrays.copyOf(lines, end)).stripIndent() + "\n";
  }

  /**
   * A method of a class in the course, without its annotation.
   *
   * @throws NoSuchElementException if there is none
   */
  public static String method(String file, String name) {
    return method(file, CourseFolder.textOf(file), name);
  }

  /**
   * The same, of a class whose text is this.
   *
   * @param file where the text is from
   * @throws NoSuchElementException if there is none
   */
  public static String method(String file, String text, String name) {
    List<String> found = Pattern.compile("(?ms)^  void " + name
        + "\\(\\).*?^  }\n").matcher(text).results()
        .map(method -> method.group()).toList();
    return only(found, file, " methods named " + name).stripIndent();
  }

  private static String only(List<String> found, String file, String what) {
    if (found.size() != 1) {
      throw new NoSuchElementException(
          file + " has " + found.size() + what);
    }
    return found.get(0);
  }

  private static int indent(String line) {
    return line.length() - line.stripLeading().length();
  }
}
