package viewcounter.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import viewcounter.attacks.Attack;
import viewcounter.attacks.Lesson;
import viewcounter.attacks.Lesson.Guard;
import viewcounter.attacks.MarkedCode;
import viewcounter.attacks.Markers;
import viewcounter.checks.Check.Outcome;
import viewcounter.lab.Code.Line;
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

  /**
   * What the code has to do with it now.
   *
   * @param course the folder with the sources of the steps
   * @param guards those that were there at first
   */
  static Explanation of(Attack attack, int step, Path course,
      Map<String, MarkedCode> guards) throws IOException {
    Guard guard = attack.lesson().guard();
    Code letIn = letIn(attack, step, course);
    List<Code> fixes = wrongFixes(attack, course);
    if (guard == null) {
      return new Explanation(letIn, null, null, 0, fixes);
    }
    MarkedCode first = guards.get(guard.marker());
    MarkedCode now = Markers.all(course).stream().filter(each ->
        each.marker().equals(guard.marker())
            && (first == null || each.module() == first.module()))
        .findFirst().orElse(null);
    boolean isThere = now != null
        && (first == null || now.code().equals(first.code()));
    return new Explanation(letIn, isThere ? code(now) : null,
        guard.without() == null ? null : isThere ? takingOut(guard, now)
            : puttingBack(guard, first), attack.guardedBy(), fixes);
  }

  private static List<Code> wrongFixes(Attack attack, Path course)
      throws IOException {
    String text = textOf(Lesson.WRONG_FIXES, course);
    return attack.lesson().wrongFixes().stream().map(name -> Code.found(
        name.replace('_', ' '), Lesson.WRONG_FIXES, line -> false, () ->
            Listing.method(Lesson.WRONG_FIXES, text, name)))
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
      String text = textOf(file, course);
      String words = attack.lesson().letIn();
      return Code.found("", file, line -> line.contains(words), () ->
          Listing.paragraph(file, text, words));
    }
  }

  private static Code code(MarkedCode guard) {
    List<String> decide = Stream.of(guard.lines().get(guard.marked()),
        guard.code().get(0)).map(String::strip).toList();
    return Code.found("", guard.file(), decide::contains, () ->
        Listing.paragraph(guard.file(), String.join("\n", guard.lines()),
            "guard: " + guard.marker()));
  }

  /** A file of the course, with line ends as on Unix; nothing if it is gone. */
  private static String textOf(String file, Path course) throws IOException {
    Path path = course.resolve(file);
    return Files.exists(path)
        ? Files.readString(path).replace("\r\n", "\n") : "";
  }

  private static Code takingOut(Guard guard, MarkedCode now) {
    List<String> changed = now.changed(guard.without());
    List<Line> lines = new ArrayList<>();
    int end = 0; // of what is removed
    for (String line : now.code()) {
      boolean stays = changed.contains(line);
      lines.add(new Line(line, stays ? "same" : "removed"));
      end = stays ? end : lines.size();
    }
    lines.addAll(end, changed.stream().filter(line ->
        !now.code().contains(line)).map(line -> new Line(line, "added"))
        .toList());
    return new Code("Change this, and save it:", now.file(), lines);
  }

  private static Code puttingBack(Guard guard, MarkedCode first) {
    if (first == null) {
      return new Code("You have taken it out. Put the code back that had this"
          + " comment, and the attack fails again:", "",
          List.of(new Line("// guard: " + guard.marker(), "added")));
    }
    List<String> changed = first.changed(guard.without());
    return new Code("You have taken it out. Put it back, and the attack fails"
        + " again:", first.file(), first.code().stream().map(line ->
            new Line(line, changed.contains(line) ? "same" : "added"))
        .toList());
  }
}
