package viewcounter.prose;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import viewcounter.testing.CourseFolder;

/** The texts use the field's terms, explain them, and lead on. */
class VocabularyTest {

  /** What has a better word: a URL, redirected, fixed, rejected, … */
  private static final Pattern NOT_OURS = Pattern.compile(
      "(?i)(?<!\\bIP(v\\d)?\\s{1,4}|e-mail )\\baddress(es)?\\b"
          + "|\\bsent on\\b|\\bmend(s|ed)?\\b|\\bholes?\\b|\\bin one go\\b"
          + "|\\bwithout a word\\b|\\brefuse[sd]?\\b|\\b(is|are) told\\b"
          + "|\\b(password|name) is (taken|free)\\b|\\bgood no more\\b"
          + "|\\bunder way\\b|\\bof its own\\b|\\b1 views\\b");

  private static final Pattern CODE = Pattern.compile(
      "^```.*?^```|`[^`]*`|^    .*?$|<!--.*?-->|\\]\\([^)]*\\)",
      Pattern.MULTILINE | Pattern.DOTALL);

  private static final Pattern BOLD = Pattern.compile("\\*\\*([^*]+)\\*\\*");

  /** Where bold text is not a term, but the heading of an item or a cell. */
  private static final Pattern HEADING =
      Pattern.compile("(?s).*(^|\n)( *(- |\\d+\\. )?|\\|[^\n]*|<[^\n]*)");

  private static final Pattern DEFINED =
      Pattern.compile("(?m)^\\| \\*?\\*?([^|*]+?)\\*?\\*? \\|");

  private static final List<String> STEPS = List.of("step1-counter",
      "step2-filestore", "step3-users", "step4-passwords",
      "step5-forms-secure");

  @TestFactory
  Stream<DynamicTest> a_text_uses_the_words_of_the_field() throws IOException {
    return eachText(file -> {
      String text = prose(file).replaceAll("\\s+", " "); // across lines, too
      assertEquals(List.of(), NOT_OURS.matcher(text).results()
          .map(found -> around(text, found)).toList());
    });
  }

  @TestFactory
  Stream<DynamicTest> each_term_in_bold_is_in_the_glossary()
      throws IOException {
    Set<String> defined = DEFINED.matcher(
        CourseFolder.textOf("GLOSSARY.md")).results()
        .flatMap(found -> Arrays.stream(found.group(1).split(", | \\(|\\)")))
        .map(VocabularyTest::plain).collect(Collectors.toSet());
    assertTrue(defined.size() > 60, defined.toString());
    return eachText(file -> {
      if (STEPS.stream().anyMatch(file::startsWith)) {
        String text = prose(file);
        assertEquals(List.of(), BOLD.matcher(text).results()
            .filter(found -> !HEADING.matcher(
                text.substring(0, found.start())).matches())
            .map(found -> plain(found.group(1)))
            .filter(term -> term.split(" ").length < 6) // or it is a sentence
            .filter(term -> !defined.contains(term)).toList());
      }
    });
  }

  /** In lower case, and in the singular. */
  private static String plain(String term) {
    return term.replaceAll("\\s+", " ").replaceAll(" \\(.*", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("[.:,]$", "").replaceAll("(?<=[a-z]{3})s$", "");
  }

  @Test
  void each_step_leads_to_the_one_before_and_the_one_after()
      throws IOException {
    IntStream.range(0, STEPS.size()).forEach(i -> {
      String file = STEPS.get(i) + "/README.md";
      List<String> lines = CourseFolder.textOf(file).lines().toList();
      String end = String.join("\n",
          lines.subList(lines.size() - 4, lines.size()));
      List.of(i - 1, i + 1).forEach(other -> assertTrue(other < 0
          || other == STEPS.size() || end.contains("../" + STEPS.get(other)
              + "/README.md"), file + " ends with: " + end));
    });
  }

  @TestFactory
  Stream<DynamicTest> a_list_begins_after_a_blank_line()
      throws IOException {
    return eachText(file -> assertEquals(List.of(), Pattern.compile(
        "(?m)^(?![-|#>`]|\\d+\\. |  )\\S.*\n(- |\\d+\\. ).*$")
        .matcher(prose(file)).results().map(MatchResult::group).toList()));
  }

  private interface Check {
    void of(String file) throws IOException;
  }

  private static Stream<DynamicTest> eachText(Check check)
      throws IOException {
    return GeneratedSection.texts().stream().map(file ->
        dynamicTest(file, () -> check.of(file)));
  }

  /** A text without its code, names of files, and links. */
  private static String prose(String file) {
    return CODE.matcher(CourseFolder.textOf(file)).replaceAll("`…`");
  }

  private static String around(String text, MatchResult found) {
    return text.substring(Math.max(0, found.start() - 30),
        Math.min(text.length(), found.end() + 20)).replace('\n', ' ');
  }
}
