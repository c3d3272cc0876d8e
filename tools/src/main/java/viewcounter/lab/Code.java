package viewcounter.lab;

import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Some lines of a file.
 *
 * @param title what they are about
 */
record Code(String title, String file, List<Line> lines) {

  /**
   * A line.
   *
   * @param kind same, decides, removed or added
   */
  record Line(String text, String kind) {}

  /**
   * Null if the file no longer has it.
   *
   * @param decides whether a line does, without its indentation
   */
  static Code found(String title, String file, Predicate<String> decides,
      Supplier<String> listing) {
    try {
      return new Code(title, file, listing.get().stripTrailing().lines()
          .map(line -> new Line(line, decides.test(line.strip())
              ? "decides" : "same")).toList());
    } catch (NoSuchElementException e) {
      return null;
    }
  }
}
