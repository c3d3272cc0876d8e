package viewcounter.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import viewcounter.attacks.Attack;
import viewcounter.attacks.Attack.Outcome;
import viewcounter.attacks.Lesson.Guard;
import viewcounter.prose.Listing;

/**
 * What the code has to do with an attack, as it is on disk. Somebody may be
 * trying something out there, so any of it may be missing.
 *
 * @param letIn where a step lets it in; null if no line does
 * @param guard what stops it; null if nothing does, or if it was removed
 * @param change what to change so that it works again, or to put back; null if
 *     that takes more than a few lines
 * @param guardedBy the first step that stops it; 0 if none does
 * @param wrongFixes what people try first, each with the attack that bypasses
 *     it
 */
record Explanation(Code letIn, Code guard, Code change, int guardedBy,
    List<Code> wrongFixes) {

  static final String WRONG_FIXES = "tools/src/test/java"
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

  /** What is commented out is no longer there. */
  private static final Pattern COMMENT =
      Pattern.compile("(?m)^\\s*(//.*|/\\*(?s:.*?)\\*/)");

  /** @param course the folder with the sources of the steps */
  static Explanation of(Attack attack, int step, Path course)
      throws IOException {
    Guard guard = attack.lesson().guard();
    String text = guard == null ? "" : textOf(guard.file(), course);
    return new Explanation(letIn(attack, step, course),
        guard == null || !isIn(text, guard.words()) ? null
            : code(guard.file(), text, guard.words()),
        guard == null || guard.without() == null ? null : change(guard, text),
        attack.guardedBy(), wrongFixes(attack, course));
  }

  private static List<Code> wrongFixes(Attack attack, Path course)
      throws IOException {
    String text = textOf(WRONG_FIXES, course);
    return attack.lesson().wrongFixes().stream().map(name -> found(
        name.replace('_', ' '), WRONG_FIXES, "", () ->
            Listing.method(WRONG_FIXES, text, name)))
        .filter(Objects::nonNull).toList();
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
      String file = module + "/src/main/java/viewcounter/step" + step
          + "/App.java";
      return code(file, textOf(file, course), attack.lesson().letIn());
    }
  }

  private static Code code(String file, String text, String words) {
    return found("", file, words, () ->
        Listing.paragraph(file, text, words));
  }

  /** Null if the file no longer has it. */
  private static Code found(String title, String file, String words,
      Supplier<String> listing) {
    try {
      return new Code(title, file, lines(listing.get(), words));
    } catch (AssertionError e) {
      return null;
    }
  }

  private static boolean isIn(String text, String words) {
    return COMMENT.matcher(text).replaceAll("//").contains(words);
  }

  /** A file of the course, with line ends as on Unix; nothing if it is gone. */
  private static String textOf(String file, Path course) throws IOException {
    Path path = course.resolve(file);
    return Files.exists(path)
        ? Files.readString(path).replace("\r\n", "\n") : "";
  }

  private static List<Line> lines(String code, String words) {
    List<String> decide = Arrays.stream(words.split("\n"))
        .map(String::strip).filter(line -> !line.isEmpty()).toList();
    return code.stripTrailing().lines().map(line -> new Line(line,
        decide.stream().anyMatch(line::contains) ? "decides" : "same"))
        .toList();
  }

  private static Code change(Guard guard, String text) {
    return isIn(text, guard.without()) ? takingOut(guard, text)
        : new Code("You have taken it out. Put it back, and the attack fails"
            + " again:", guard.file(), guard.without().lines()
                .map(line -> new Line(line, guard.instead().contains(line)
                    ? "same" : "added")).toList());
  }

  /** The whole lines that differ. */
  private static Code takingOut(Guard guard, String text) {
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
    return new Code("Change this, and save it:", guard.file(), lines);
  }
}
