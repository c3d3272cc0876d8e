package viewcounter.bench;

import java.util.Collections;
import java.util.List;
import java.util.Locale;

/**
 * A picture of how many requests each step answers, as SVG: a bar up to the
 * median of the turns, with a line from the lowest to the highest. It has its
 * own background, so that it can be read on any page.
 */
final class Chart {

  static final int WIDTH = 720;
  private static final int LEFT = 150; // where the bars begin
  private static final int RIGHT = 620; // where the longest line ends
  private static final int TOP = 64;
  private static final int ROW = 40;
  private static final int BAR = 22;
  private static final List<String> STEPS = List.of("1 counter",
      "2 filestore", "3 users", "4 passwords", "5 forms-secure");

  private static final String STYLE = """
      text { font: 14px system-ui, sans-serif; fill: #1f2328; }
      .title { font-weight: 600; font-size: 16px; }
      .back { fill: #ffffff; stroke: #d1d9e0; }
      .bar { fill: #4a8fe0; }
      .spread { stroke: #1f2328; stroke-width: 2; }
      @media (prefers-color-scheme: dark) {
        text { fill: #e6edf3; }
        .back { fill: #0d1117; stroke: #3d444d; }
        .bar { fill: #2f6fc4; }
        .spread { stroke: #e6edf3; }
      }
      """;

  private Chart() {}

  /** @param rates requests per second of steps 1 to 5 */
  static String of(List<Spread> rates) {
    double most = Collections.max(rates.stream().map(Spread::max).toList());
    int height = TOP + ROW * rates.size() + 8;
    StringBuilder rows = new StringBuilder();
    for (int i = 0; i < rates.size(); i++) {
      rows.append(row(STEPS.get(i), rates.get(i), TOP + i * ROW,
          (RIGHT - LEFT) / most));
    }
    return String.format(Locale.ROOT, """
        <svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" \
        viewBox="0 0 %1$d %2$d" role="img" aria-labelledby="title desc">
        <title id="title">Requests per second of each step</title>
        <desc id="desc">%s</desc>
        <style>
        %s</style>
        <rect class="back" x="0.5" y="0.5" width="%d" height="%d" rx="8"/>
        <text class="title" x="16" y="28">Requests/s with 64 connections\
        </text>
        <text x="16" y="50">Median of several turns, and from the least to the\
         greatest</text>
        %s</svg>
        """, WIDTH, height, description(rates), STYLE, WIDTH - 1,
        height - 1, rows);
  }

  private static String row(String step, Spread rate, int top,
      double scale) {
    int middle = top + BAR / 2;
    return String.format(Locale.ROOT, """
        <text x="16" y="%d">%s</text>
        <rect class="bar" x="%d" y="%d" width="%.1f" height="%d"/>
        <path class="spread" d="M%.1f %dv8m0 -4H%.1fm0 -4v8" fill="none"/>
        <text x="%.1f" y="%d">%,.0f</text>
        """, middle + 5, step,
            LEFT, top, rate.median() * scale, BAR,
            LEFT + rate.min() * scale, middle - 4, LEFT + rate.max() * scale,
            LEFT + rate.max() * scale + 10, middle + 5, rate.median());
  }

  private static String description(List<Spread> rates) {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < rates.size(); i++) {
      text.append(String.format(Locale.ROOT,
          "Step %s: %,.0f, from %,.0f to %,.0f. ",
          STEPS.get(i), rates.get(i).median(), rates.get(i).min(),
          rates.get(i).max()));
    }
    return text.toString().strip();
  }
}
