package viewcounter.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import viewcounter.testing.CourseFolder;

/** The page of figures, and the picture that is drawn from its table. */
final class Page {

  static final String FILE = "BENCHMARKS.md";
  static final Path PICTURE =
      CourseFolder.ROOT.resolve("BENCHMARKS.svg");

  private static final String NUMBER = "([\\d,.]+)";

  private Page() {}

  /** Requests per second of steps 1 to 5 at 64 connections, by the page. */
  static List<Spread> rates() {
    String text = CourseFolder.textOf(FILE);
    return IntStream.rangeClosed(1, 5).mapToObj(step ->
        Pattern.compile("(?m)^\\| " + step + " \\| 64 \\| 64 \\| " + NUMBER
            + "(?: \\(" + NUMBER + " to " + NUMBER + "\\))? \\|")
            .matcher(text).results().findFirst().map(Page::spread)
            .orElseThrow(() -> new IllegalStateException(
                FILE + " has no figure of step " + step))).toList();
  }

  private static Spread spread(MatchResult row) {
    double median = number(row.group(1));
    return row.group(2) == null ? new Spread(median, median, median)
        : new Spread(number(row.group(2)), median, number(row.group(3)));
  }

  private static double number(String text) {
    return Double.parseDouble(text.replace(",", ""));
  }

  /** How the page shows the picture, with a text alternative. */
  static String picture(List<Spread> rates) {
    return "![Requests/s with 64 connections: "
        + IntStream.rangeClosed(1, rates.size()).mapToObj(step ->
            String.format(Locale.ROOT, "step %d %,.0f", step,
                rates.get(step - 1).median()))
            .collect(Collectors.joining(", ")) + "](" + PICTURE.getFileName()
        + ")\n";
  }

  static void draw() {
    try {
      Files.writeString(PICTURE, Chart.of(rates()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
