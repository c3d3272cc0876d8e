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
import viewcounter.testing.CourseFolder;

/** Each requirement of step 5 has tests, and each test of a row its row. */
class RequirementsTest {

  private static final Pattern TEST = Pattern.compile(
      "void (row_(\\d\\d)(?:_(?:to|and)_(\\d\\d))?_\\w+)\\(");
  private static final Pattern ROW =
      Pattern.compile("\\| (\\d+) \\| ([^|]+) \\|.*");

  @Test
  void each_requirement_has_its_tests() {
    GeneratedSection.Part table =
        new GeneratedSection.Part("step5-forms-secure/SECURITY.md",
            "requirements");
    Map<Integer, List<String>> tests = tests();
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
              + tests.getOrDefault(rows.get(rows.size() - 1), List.of())
                  .stream().map(name -> "`" + name + "`")
                  .collect(Collectors.joining("<br>")) + " |\n";
        }).collect(Collectors.joining()));
    assertEquals(List.copyOf(tests.keySet()), rows);
  }

  private static Map<Integer, List<String>> tests() {
    Map<Integer, List<String>> tests = new TreeMap<>();
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
          tests.computeIfAbsent(row, key -> new ArrayList<>())
              .add(test.group(1));
        }
      });
    }
    return tests;
  }
}
