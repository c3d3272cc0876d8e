package viewcounter.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import viewcounter.attacks.Markers;
import viewcounter.testing.CourseFolder;

/**
 * The code in the texts is that of the files. A part named
 * {@code code FILE: WORDS} is the paragraph of the file that has the words
 * (paragraphs are separated by blank lines), a part named {@code code WORDS}
 * the same of the only file of the steps that has them, a part named
 * {@code class FILE} is the file without its imports, and a part named
 * {@code diff FILE FILE} the difference of two such files.
 */
class ListingsTest {

  private static final Pattern PART = Pattern.compile("(code|class|diff) .*");
  private static final Pattern NGINX =
      Pattern.compile("(?s)```nginx\n(.*?)```");
  private static final int LONGEST = 30;
  private static final int LONGEST_CLASS = 40;

  @TestFactory
  Stream<DynamicTest> code_in_the_texts_is_that_of_the_files()
      throws IOException {
    return GeneratedSection.all(PART).map(part ->
        dynamicTest(part.toString(), () ->
        GeneratedSection.holds(part.file(), part.name(), now(part.name()))));
  }

  @TestFactory
  Stream<DynamicTest> lines_for_nginx_are_those_of_its_configuration()
      throws IOException {
    List<String> all = CourseFolder.textOf(
        "step5-forms-secure/nginx/viewcounter.conf").lines()
        .map(String::strip).toList();
    return GeneratedSection.texts().stream().map(file ->
        dynamicTest(file, () -> assertEquals(List.of(), NGINX.matcher(
            CourseFolder.textOf(file)).results()
            .flatMap(block -> block.group(1).lines()).map(String::strip)
            .filter(line -> !line.startsWith("deny ")) // for the reader to add
            .filter(line -> !all.contains(line)).toList())));
  }

  private static String now(String part) {
    String what = part.substring(part.indexOf(' ') + 1);
    if (part.startsWith("diff ")) {
      return "```diff\n" + diff(what.split(" ")[0], what.split(" ")[1])
          + "```\n";
    }
    if (part.startsWith("class ")) {
      return listing(what, LONGEST_CLASS,
          String.join("\n", withoutImports(what)) + "\n");
    }
    int words = what.indexOf(".java: ") + 1;
    String file = words > 0 ? what.substring(0, words + 4) : with(what);
    return listing(file, LONGEST, Listing.paragraph(file,
        CourseFolder.textOf(file),
        words > 0 ? what.substring(words + 6) : what));
  }

  /** The file that has some words: its name may change, and they stay. */
  private static String with(String words) {
    List<String> files = Markers.sources(CourseFolder.ROOT).stream()
        .filter(file -> CourseFolder.textOf(file).contains(words)).toList();
    assertEquals(1, files.size(), "Files with the words " + words);
    return files.get(0);
  }

  private static String listing(String file, int longest, String code) {
    assertTrue(code.lines().count() <= longest,
        "A listing of " + file + " has more than " + longest + " lines");
    return "```java\n// " + file.substring(file.indexOf("viewcounter/"))
        + "\n" + code + "```\n";
  }

  private static String diff(String before, String after) {
    List<String> old = withoutImports(before);
    List<String> lines = UnifiedDiffUtils.generateUnifiedDiff(before, after,
        old, DiffUtils.diff(old, withoutImports(after)), 2);
    return String.join("\n", lines) + "\n";
  }

  private static List<String> withoutImports(String file) {
    return CourseFolder.textOf(file).lines()
        .dropWhile(line -> !line.startsWith("/**")).toList();
  }
}
