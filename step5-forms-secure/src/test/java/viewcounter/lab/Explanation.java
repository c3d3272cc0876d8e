package viewcounter.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import viewcounter.attacks.Attack;
import viewcounter.attacks.Attack.Outcome;
import viewcounter.attacks.Lesson.Guard;
import viewcounter.prose.GeneratedSection;
import viewcounter.prose.Listing;

/**
 * What the code has to do with an attack, as it is on disk.
 *
 * @param letIn where a step lets it in; null if no line does
 * @param guard what stops it; null if nothing does, or if it was removed
 * @param change what to change so that it works again; null if that takes more
 *     than a few lines
 * @param guardedBy the first step that stops it; 0 if none does
 * @param wrongFixes what people try first, each with the attack that bypasses
 *     it
 */
record Explanation(Code letIn, Code guard, Code change, int guardedBy,
    List<Code> wrongFixes) {

  private static final String WRONG_FIXES = "step5-forms-secure/src/test/java"
      + "/viewcounter/attacks/WrongFixesTest.java";

  /**
   * Some lines of a file.
   *
   * @param title what they are about
   */
  record Code(String title, String file, List<Line> lines) {}

  /**
   * A line.
   *
   * @param kind same, decides, removed or added
   */
  record Line(String text, String kind) {}

  /** @param course the folder with the sources of the steps */
  static Explanation of(Attack attack, int step, Path course)
      throws IOException {
    Guard guard = attack.lesson().guard();
    return new Explanation(letIn(attack, step, course),
        guard == null ? null : code(guard.file(), course, guard.words()),
        guard == null || guard.without() == null ? null : change(guard),
        attack.guardedBy(),
        attack.lesson().wrongFixes().stream().map(name -> new Code(
            name.replace('_', ' '), WRONG_FIXES,
            lines(Listing.method(WRONG_FIXES, name), ""))).toList());
  }

  private static Code letIn(Attack attack, int step, Path course)
      throws IOException {
    if (attack.lesson().letIn() == null || attack.on(step) != Outcome.WORKS) {
      return null;
    }
    try (Stream<Path> modules = Files.list(course)) {
      String module = modules.map(each -> each.getFileName().toString())
          .filter(name -> name.startsWith("step" + step)).findFirst()
          .orElseThrow();
      return code(module + "/src/main/java/viewcounter/step" + step
          + "/App.java", course, attack.lesson().letIn());
    }
  }

  /** Null if the file no longer has it: somebody is trying something out. */
  private static Code code(String file, Path course, String words)
      throws IOException {
    String text = Files.readString(course.resolve(file))
        .replace("\r\n", "\n");
    try {
      return new Code("", file,
          lines(Listing.paragraph(file, text, words), words));
    } catch (AssertionError e) {
      return null;
    }
  }

  private static List<Line> lines(String code, String words) {
    List<String> decide = Arrays.stream(words.split("\n"))
        .map(String::strip).filter(line -> !line.isEmpty()).toList();
    return code.stripTrailing().lines().map(line -> new Line(line,
        decide.stream().anyMatch(line::contains) ? "decides" : "same"))
        .toList();
  }

  /** The whole lines that differ. */
  private static Code change(Guard guard) {
    String text = GeneratedSection.textOf(guard.file());
    int at = text.indexOf(guard.without());
    int from = text.lastIndexOf('\n', at) + 1;
    int to = text.indexOf('\n', at + guard.without().length() - 1);
    String before = text.substring(from, to);
    String after = text.substring(from, at) + guard.instead()
        + text.substring(at + guard.without().length(),
            Math.max(to, at + guard.without().length()));
    List<String> old = before.lines().toList();
    List<String> changed = after.lines()
        .filter(line -> !line.isBlank()).toList();
    List<Line> lines = new ArrayList<>();
    old.forEach(line -> lines.add(new Line(line,
        changed.contains(line) ? "same" : "removed")));
    changed.stream().filter(line -> !old.contains(line))
        .forEach(line -> lines.add(new Line(line, "added")));
    return new Code("", guard.file(), lines);
  }
}
