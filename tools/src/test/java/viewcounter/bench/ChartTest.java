package viewcounter.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static viewcounter.testing.CourseFolder.textOf;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import viewcounter.prose.GeneratedSection;

/** The picture of the figures, drawn from made-up ones and from the page. */
class ChartTest {

  private static final double LETTER = 0.62; // of the font's size, in width
  private static final Pattern COLOUR =
      Pattern.compile("(\\S+) \\{[^}]*?(?:fill|stroke): #(\\w{6})");
  private static final Pattern LINE =
      Pattern.compile("M([\\d.]+) (\\d+)v8m0 -4H([\\d.]+)m0 -4v8");

  /** What something covers. */
  private record Box(double left, double top, double right, double bottom) {

    boolean overlaps(Box other) {
      return left < other.right && other.left < right
          && top < other.bottom && other.top < bottom;
    }

    boolean isWithin(Box other) {
      return left >= other.left && right <= other.right
          && top >= other.top && bottom <= other.bottom;
    }
  }

  static Stream<List<Spread>> figures() {
    return Stream.of(
        List.of(new Spread(38_000, 40_000, 41_000),
            new Spread(34_000, 36_500, 36_800), new Spread(9, 10, 11),
            new Spread(20_000, 30_000, 45_000), new Spread(0, 0, 1)),
        IntStream.range(0, 5).mapToObj(i ->
            new Spread(2_000_000, 2_500_000, 2_500_000)).toList(),
        Page.rates());
  }

  @ParameterizedTest
  @MethodSource("figures")
  void no_text_touches_another_or_a_bar_or_the_edge(List<Spread> figures)
      throws Exception {
    Document picture = parsed(figures);
    Element root = picture.getDocumentElement();
    Box all = new Box(8, 8, number(root, "width") - 8,
        number(root, "height") - 8);
    List<Box> texts = elements(picture, "text").map(ChartTest::box).toList();
    List<Box> drawn = drawn(picture);
    assertEquals(2 + 2 * figures.size(), texts.size());
    assertEquals(2 * figures.size(), drawn.size());
    List<Box> others = new ArrayList<>(drawn);
    for (Box text : texts) {
      assertTrue(text.isWithin(all), text::toString);
      others.forEach(other ->
          assertTrue(!text.overlaps(other), text + " on " + other));
      others.add(text);
    }
    drawn.forEach(box -> assertTrue(box.isWithin(all), box::toString));
  }

  @ParameterizedTest
  @MethodSource("figures")
  void bars_and_lines_are_as_long_as_the_figures(List<Spread> figures)
      throws Exception {
    Document picture = parsed(figures);
    List<Element> bars = bars(picture).toList();
    List<MatchResult> lines = lines(picture).toList();
    double scale = figures.stream().mapToDouble(Spread::max).max()
        .orElseThrow() / 470;
    for (int i = 0; i < figures.size(); i++) {
      double left = number(bars.get(i), "x");
      assertEquals(figures.get(i).median(),
          number(bars.get(i), "width") * scale, scale);
      assertEquals(figures.get(i).min(),
          (Double.parseDouble(lines.get(i).group(1)) - left) * scale, scale);
      assertEquals(figures.get(i).max(),
          (Double.parseDouble(lines.get(i).group(3)) - left) * scale, scale);
    }
  }

  @Test
  void its_text_alternative_has_all_figures() throws Exception {
    Document picture = parsed(figures().findFirst().orElseThrow());
    assertEquals("img", picture.getDocumentElement().getAttribute("role"));
    assertEquals("title desc", picture.getDocumentElement()
        .getAttribute("aria-labelledby"));
    assertEquals("title", elements(picture, "title").findFirst().orElseThrow()
        .getAttribute("id"));
    assertTrue(elements(picture, "desc").findFirst().orElseThrow()
        .getTextContent().startsWith("Step 1 counter: 40,000, from 38,000 to"
            + " 41,000. Step 2 filestore: 36,500,"));
  }

  @Test
  void it_can_be_read_in_light_and_dark() throws Exception {
    String style = elements(parsed(Page.rates()), "style").findFirst()
        .orElseThrow().getTextContent();
    String[] schemes =
        style.split("@media \\(prefers-color-scheme: dark\\) \\{");
    assertEquals(2, schemes.length);
    for (String scheme : schemes) {
      String back = colour(scheme, ".back");
      assertTrue(contrast(colour(scheme, "text"), back) >= 4.5, scheme);
      assertTrue(contrast(colour(scheme, ".bar"), back) >= 3, scheme);
      assertTrue(contrast(colour(scheme, ".spread"),
          colour(scheme, ".bar")) >= 3, scheme);
    }
  }

  @Test
  void the_page_shows_the_picture_of_its_figures() {
    if (GeneratedSection.isWritten()) {
      Page.draw();
    }
    GeneratedSection.holds(Page.FILE, "picture", Page.picture(Page.rates()));
    assertEquals(Chart.of(Page.rates()),
        textOf(Page.PICTURE.getFileName().toString()),
        "./course prose draws it again");
  }

  private static Document parsed(List<Spread> figures) throws Exception {
    return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(
        new ByteArrayInputStream(
            Chart.of(figures).getBytes(StandardCharsets.UTF_8)));
  }

  private static Stream<Element> elements(Document picture, String name) {
    return IntStream.range(0, picture.getElementsByTagName(name).getLength())
        .mapToObj(i -> (Element) picture.getElementsByTagName(name).item(i));
  }

  private static Stream<Element> bars(Document picture) {
    return elements(picture, "rect").filter(rect ->
        rect.getAttribute("class").equals("bar"));
  }

  private static Stream<MatchResult> lines(Document picture) {
    return elements(picture, "path").flatMap(path ->
        LINE.matcher(path.getAttribute("d")).results());
  }

  private static List<Box> drawn(Document picture) {
    return Stream.concat(
        bars(picture).map(bar -> new Box(number(bar, "x"), number(bar, "y"),
            number(bar, "x") + number(bar, "width"),
            number(bar, "y") + number(bar, "height"))),
        lines(picture).map(line -> new Box(
            Double.parseDouble(line.group(1)) - 1,
            Double.parseDouble(line.group(2)),
            Double.parseDouble(line.group(3)) + 1,
            Double.parseDouble(line.group(2)) + 8))).toList();
  }

  private static Box box(Element text) {
    int size = text.getAttribute("class").equals("title") ? 16 : 14;
    double left = number(text, "x");
    double line = number(text, "y");
    return new Box(left, line - 0.8 * size,
        left + LETTER * size * text.getTextContent().length(),
        line + 0.25 * size);
  }

  private static double number(Element element, String attribute) {
    return Double.parseDouble(element.getAttribute(attribute));
  }

  private static String colour(String style, String selector) {
    return COLOUR.matcher(style).results()
        .filter(found -> found.group(1).equals(selector)).findFirst()
        .orElseThrow().group(2);
  }

  /** By WCAG 2.2, from 1 to 21. */
  private static double contrast(String one, String other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(String colour) {
    double sum = 0;
    double[] weights = {0.2126, 0.7152, 0.0722};
    for (int i = 0; i < 3; i++) {
      double part = Integer.parseInt(colour, 2 * i, 2 * i + 2, 16) / 255.0;
      sum += weights[i] * (part <= 0.04045 ? part / 12.92
          : Math.pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
  }
}
