package viewcounter.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import viewcounter.attacks.Attack;
import viewcounter.attacks.Attacks;
import viewcounter.checks.Check.Outcome;
import viewcounter.testing.CourseFolder;

/**
 * Each requirement of step 5 is shown by tests, or attacks that fail there; and
 * each of these that names a row has its row.
 */
class RequirementsTest {

  private static final Pattern TEST = Pattern.compile(
      "void (row_(\\d\\d)(?:_(?:to|and)_(\\d\\d))?_\\w+)\\(");
  private static final Pattern ROW =
      Pattern.compile("\\| (\\d+) \\| ([^|]+) \\|.*");

  @Test
  void each_requirement_has_its_tests_and_attacks() {
    GeneratedSection.Part table =
        new GeneratedSection.Part("step5-forms-secure/SECURITY.md",
            "requirements");
    Map<Integer, List<String>> shown = shown();
    List<Integer> rows = new ArrayList<>();
    GeneratedSection.holds(table.file(), table.name(),
        GeneratedSection.text(table).lines()
        .map(line -> {
          Matcher row = ROW.matcher(line);
          if (!row.matches()) {
            return line + "\n";
          }
          rows.add(Integer.valueOf(row.group(1)));
          return "| " + row.group(1) + " | " + row.group(2) + " | "
              + String.join("<br>", shown.getOrDefault(
                  rows.get(rows.size() - 1), List.of())) + " |\n";
        }).collect(Collectors.joining()));
    assertEquals(List.copyOf(shown.keySet()), rows);
  }

  private static Map<Integer, List<String>> shown() {
    Map<Integer, List<String>> shown = new TreeMap<>();
    String step5 = "step5-forms-secure/src/test/java/viewcounter/step5/";
    String browser = "tools/src/test/java/viewcounter/browser/";
    for (String name : List.of(step5 + "SecurityTest", step5 + "NginxTest",
        browser + "ChromiumTest", step5 + "DeviceBindingTest",
        browser + "DeviceBindingChromiumTest")) {
      TEST.matcher(CourseFolder.textOf(name + ".java")).results()
          .forEach(test -> {
        int first = Integer.parseInt(test.group(2));
        int last = test.group(3) == null ? first
            : Integer.parseInt(test.group(3));
        for (int row = first; row <= last; row++) {
          shown.computeIfAbsent(row, key -> new ArrayList<>())
              .add("`" + test.group(1) + "`");
        }
      });
    }
    for (Attack attack : Attacks.inOrder()) {
      attack.rows().forEach(row -> {
        assertEquals(Outcome.FAILS, attack.on(5), attack.what());
        shown.computeIfAbsent(row, key -> new ArrayList<>())
            .add("“" + attack.what() + "”");
      });
    }
    return shown;
  }
}
