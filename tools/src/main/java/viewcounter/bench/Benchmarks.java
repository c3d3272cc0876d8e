package viewcounter.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;
import viewcounter.prose.GeneratedSection;

/**
 * All benchmarks: {@code ./course bench}. Only one part: {@code ./course bench
 * store}, or another of {@link #PARTS}; the short form: {@code ./course bench
 * short}; soak takes 20 minutes ({@code bench soak 3}: 3 minutes). The clients
 * are on the same computer and share its processors.
 */
public final class Benchmarks {

  /** What is measured by a part. */
  private interface Action {
    void run(Benchmarks all) throws Exception;
  }

  /** A part, and about how long it takes. */
  private record Part(String name, double minutes, Action action) {}

  private static final List<Part> ALL = List.of(
      new Part("store", 0.3, Benchmarks::store),
      new Part("views", 6, Benchmarks::views),
      new Part("starts", 0.8, all -> Starts.measure(all.report)),
      new Part("stored", 3, all -> LargeStore.measure(all.report)),
      new Part("pauses", 5.5, all -> Pauses.measure(all.report)),
      new Part("database", 2.7, all -> DatabaseRates.measure(all.report)),
      new Part("peers", 2.5, all -> Peers.measure(all.report)),
      new Part("logins", 2, all -> LoginRates.measure(all.report)));
  private static final Part SHORT =
      new Part("short", 2, Benchmarks::viewsShort);

  /** What can be measured on its own. */
  public static final List<String> PARTS = Stream.concat(
      ALL.stream().map(Part::name), Stream.of("short", "soak")).toList();

  private final Report report = new Report();
  private String limits;

  private Benchmarks() {}

  /**
   * Measures all parts and writes them down, or only shows one.
   *
   * @param part one of the parts, or empty
   * @param minutes how long soak takes
   */
  public static void run(String part, int minutes) throws Exception {
    Locale.setDefault(Locale.ROOT); // for numbers
    System.setProperty("http.maxConnections", "100"); // that are kept
    if (part.equals("soak")) {
      Soak.run(Duration.ofMinutes(minutes));
      return;
    }
    new Benchmarks().run(part.isEmpty() ? ALL
        : Stream.concat(ALL.stream(), Stream.of(SHORT)).filter(each ->
            each.name().equals(part)).toList());
  }

  private void run(List<Part> parts) throws Exception {
    System.out.printf("This takes about %s.%n", minutes(
        parts.stream().mapToDouble(Part::minutes).sum()));
    long start = System.nanoTime();
    for (Part part : parts) {
      if (parts.size() > 1) {
        System.out.printf("%nNow \"%s\", about %s%n", part.name(),
            minutes(part.minutes()));
      }
      part.action().run(this);
    }
    System.out.printf("%n%s%nIt took %d seconds.%n", report.comparisons(),
        (System.nanoTime() - start) / 1_000_000_000);
    if (parts.equals(ALL)) {
      write();
    }
  }

  private static String minutes(double minutes) {
    return minutes < 1 ? "%.0f seconds".formatted(60 * minutes)
        : "%.0f minute%s".formatted(minutes, minutes < 1.5 ? "" : "s");
  }

  private void write() {
    GeneratedSection.write(Page.FILE, "limits", limits);
    GeneratedSection.write(Page.FILE, "comparisons", machine() + ":\n\n"
        + report.comparisons());
    GeneratedSection.write(Page.FILE, "tables", report.tables());
    GeneratedSection.write(Page.FILE, "picture", Page.picture(Page.rates()));
    Page.draw();
  }

  private static String machine() {
    return Runtime.getRuntime().availableProcessors() + " processors, "
        + System.getProperty("os.name") + " "
        + System.getProperty("os.arch") + ", Java "
        + Runtime.version().feature();
  }

  /** The store, and the disk below it. */
  private void store() throws RunnerException {
    report.table("The store alone", "", "threads", "changes/s", "p50 ms",
        "p99 ms");
    saved("append to a file and force it", "bare", 1);
    saved("count a view in the store", "store", 1);
    saved("count a view in the store", "store", People.MANY);
  }

  private void saved(String what, String name, int threads)
      throws RunnerException {
    Statistics times = Jmh.run(Saving.class, name, threads,
        TimeValue.seconds(2), TimeValue.seconds(4));
    report.row(what, threads, Jmh.rate(threads, times),
        times.getPercentile(50), times.getPercentile(99));
  }

  private void views() throws RunnerException, IOException {
    try (ViewRates rates = new ViewRates(report)) {
      rates.measure();
      limits = rates.limits();
    }
  }

  private void viewsShort() throws RunnerException, IOException {
    System.out.println("It is the short form: with less warm-up and fewer"
        + " figures, and nothing is written to " + Page.FILE + ".");
    try (ViewRates rates = new ViewRates(report)) {
      rates.measureShort();
    }
  }
}
