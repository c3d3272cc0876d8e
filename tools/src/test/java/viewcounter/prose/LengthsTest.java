package viewcounter.prose;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import viewcounter.testing.CourseFolder;

/** The README is read in two minutes, and each other text in ten. */
class LengthsTest {

  /** A slow reader (Brysbaert 2019: 238 is the mean of adults). */
  private static final double WORDS_A_MINUTE = 200;
  private static final double LINES_A_MINUTE = 60;
  private static final int LINES_OF_A_DRAWING = 30;

  private static final Pattern BLOCK =
      Pattern.compile("(?ms)^```(\\w*)\n(.*?)^```");

  @TestFactory
  Stream<DynamicTest> no_text_takes_too_long_to_read()
      throws IOException {
    return GeneratedSection.texts().stream().map(file ->
        dynamicTest(file, () -> {
      double minutes = minutes(CourseFolder.textOf(file));
      int most = file.equals("README.md") ? 2 : 10;
      assertTrue(minutes <= most, "%s takes %.1f minutes to read, and should"
          .formatted(file, minutes) + " take " + most + " at most");
    }));
  }

  private static double minutes(String all) {
    String text = all.replaceAll("(?s)<details>.*?</details>", "");
    long code = BLOCK.matcher(text).results().mapToLong(block ->
        block.group(1).equals("mermaid") ? LINES_OF_A_DRAWING
            : block.group(2).lines().count()).sum();
    String prose = BLOCK.matcher(text).replaceAll("")
        .replaceAll("(?s)<!--.*?-->", "").replaceAll("\\]\\([^)]*\\)", "");
    long words = prose.lines().filter(line -> !line.startsWith("    "))
        .flatMap(line -> Stream.of(line.split("[\\s|]+")))
        .filter(word -> word.matches(".*\\w.*")).count();
    return words / WORDS_A_MINUTE + code / LINES_A_MINUTE;
  }
}
