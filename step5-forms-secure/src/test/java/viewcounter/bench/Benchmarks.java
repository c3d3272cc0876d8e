package viewcounter.bench;

import static viewcounter.site.ProcessSite.newFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import viewcounter.prose.GeneratedSection;
import viewcounter.site.ProcessSite;
import viewcounter.site.Visitor;
import viewcounter.testing.TestServer;

/**
 * All benchmarks, in about ten minutes: {@code ./course bench}. Only one
 * part: {@code ./course bench store}, or another of {@link #PARTS}; soak takes
 * 20 minutes ({@code bench soak 3}: 3 minutes). The clients are on the same
 * computer and share its processors.
 */
public final class Benchmarks {

  public static final List<String> PARTS =
      List.of("store", "views", "starts", "stored", "logins", "soak");

  private static final List<Class<?>> APPS = List.of(
      viewcounter.step1.App.class, viewcounter.step2.App.class,
      viewcounter.step3.App.class, viewcounter.step4.App.class,
      viewcounter.step5.App.class);
  private static final int MANY = 64;
  private static final int WARM_UP_SECONDS = 20; // of the server's compiler
  private static final int ROUNDS = 3;
  /** What steps 2 to 5 are to make of the requests of step 1. */
  private static final List<Double> SHARES = List.of(0.9, 0.75, 0.75, 0.6);
  private static final List<String> SMALL = List.of("-Xmx64m");

  private final Report report = new Report();
  private double bareRate;

  private Benchmarks() {}

  /** Measures all parts and writes them down, or only shows some. */
  public static void run(String... parts) throws Exception {
    System.setProperty("http.maxConnections", "100"); // that are kept
    Benchmarks all = new Benchmarks();
    long start = System.nanoTime();
    part("store", parts, all::store);
    part("views", parts, all::views);
    part("starts", parts, all::starts);
    part("stored", parts, all::stored);
    part("logins", parts, all::logins);
    System.out.printf("%n%s%nIt took %d seconds.%n", all.report.targets(),
        (System.nanoTime() - start) / 1_000_000_000);
    if (List.of(parts).contains("soak")) {
      Soak.run(Duration.ofMinutes(
          parts.length > 1 ? Integer.parseInt(parts[1]) : 20));
    }
    if (parts.length == 0) {
      GeneratedSection.write("BENCHMARKS.md", "targets", machine()
          + all.report.targets());
      GeneratedSection.write("BENCHMARKS.md", "tables", all.report.tables());
    }
  }

  private static void part(String name, String[] parts,
      Callable<Void> benchmark) throws Exception {
    if (parts.length == 0 || List.of(parts).contains(name)) {
      benchmark.call();
    }
  }

  private static String machine() {
    return Runtime.getRuntime().availableProcessors() + " processors, "
        + System.getProperty("os.name") + " "
        + System.getProperty("os.arch") + ", Java "
        + Runtime.version().feature() + ":\n\n";
  }

  /** The store, and the disk below it. */
  private Void store() throws RunnerException {
    report.table("The store alone", "", "threads", "changes/s", "p50 ms",
        "p99 ms");
    Statistics bare = run(Saving.class, "bare", 1, 2, 4);
    bareRate = rate(1, bare);
    bareRate = rate(1, bare);
    saved("append to a file and force it", 1, bare);
    for (int threads : new int[] {1, 16, MANY}) {
      saved("count a view in the store", threads,
          run(Saving.class, "store", threads, 2, 4));
    }
    return null;
  }

  private void saved(String what, int threads, Statistics times) {
    report.row(what, threads, rate(threads, times), times.getPercentile(50),
        times.getPercentile(99));
  }

  /** The first page of each step, all of them side by side. */
  private Void views() throws RunnerException, IOException {
    List<ProcessSite> sites = new ArrayList<>();
    try {
      List<List<Visitor>> people = new ArrayList<>();
      for (int step = 1; step <= 5; step++) {
        ProcessSite site = new ProcessSite(step, newFolder(), List.of());
        sites.add(site);
        people.add(IntStream.range(0, MANY).mapToObj(i ->
            site.visitor("person" + i).isThere()).toList());
        views(site, people.get(step - 1), MANY, MANY, WARM_UP_SECONDS);
      }
      report.table("GET /", "step", "connections", "sessions", "requests/s",
          "p50 ms", "p99 ms", "views / answers", "memory MB");
      for (int step = 1; step <= 5; step++) {
        ProcessSite site = sites.get(step - 1);
        List<Visitor> visitors = people.get(step - 1);
        double alone = views(site, visitors, 1, 1, 1);
        views(site, visitors, MANY, 1, 1);
        if (step > 1 && bareRate > 0) {
          report.atLeast(0.6, alone / bareRate, "step " + step
              + ": requests/s over bare append and force, 1 connection");
        }
      }
      compare(sites, people);
    } finally {
      sites.forEach(ProcessSite::close);
    }
    onDiskInMemory();
    return null;
  }

  /** In turns, so that what else the computer does is fair to all. */
  private void compare(List<ProcessSite> sites, List<List<Visitor>> people)
      throws RunnerException, IOException {
    double[][] ratios = new double[sites.size()][ROUNDS];
    for (int round = 0; round < ROUNDS; round++) {
      double inMemory = views(sites.get(0), people.get(0), MANY, MANY, 1);
      for (int i = 1; i < sites.size(); i++) {
        ratios[i][round] =
            views(sites.get(i), people.get(i), MANY, MANY, 1) / inMemory;
      }
    }
    for (int i = 1; i < sites.size(); i++) {
      Arrays.sort(ratios[i]);
      report.atLeast(SHARES.get(i - 1), ratios[i][ROUNDS / 2],
          "step %d: requests/s over those of step 1, 64 connections (%.2f to"
              .formatted(i + 1, ratios[i][0])
              + " %.2f)".formatted(ratios[i][ROUNDS - 1]));
    }
  }

  /** What part of it is the disk: a folder that is none. */
  private void onDiskInMemory() throws RunnerException, IOException {
    Path shm = Path.of("/dev/shm");
    if (Files.isWritable(shm)) {
      try (ProcessSite site = new ProcessSite(3,
          Files.createTempDirectory(shm, "viewcounter"), List.of())) {
        List<Visitor> people = IntStream.range(0, MANY)
            .mapToObj(i -> site.visitor("person" + i).isThere()).toList();
        report.table("Step 3 on a disk that is only memory", "step",
            "connections", "sessions", "requests/s", "p50 ms", "p99 ms",
            "views / answers", "memory MB");
        views(site, people, MANY, MANY, WARM_UP_SECONDS);
        views(site, people, 1, 1, 1);
        views(site, people, MANY, MANY, 1);
      }
    }
  }

  private double views(ProcessSite site, List<Visitor> people,
      int connections, int sessions, int warmUpSeconds)
      throws RunnerException, IOException {
    List<Visitor> here = people.subList(0, sessions);
    long before = here.stream().mapToLong(Visitor::views).sum();
    Views.of(site.url(), here.stream().map(Benchmarks::cookie).toList());
    Statistics times =
        run(Views.class, "same", connections, warmUpSeconds, 3);
    long after = here.stream().mapToLong(Visitor::views).sum();
    long answered = Views.ANSWERED.sum() + sessions; // and the last look
    double rate = rate(connections, times);
    if (warmUpSeconds < WARM_UP_SECONDS) {
      report.row(site.step(), connections, sessions, rate,
          times.getPercentile(50), times.getPercentile(99),
          (after - before) + " / " + answered, memory(site));
    }
    if (after - before != answered) {
      throw new IllegalStateException("Views were lost, or counted twice");
    }
    return rate;
  }

  /** From the command to the first answer. */
  private Void starts() throws RunnerException, IOException {
    report.table("From the command to the first answer", "", "ms");
    double hello = start(Starts.HelloWorld.class, newFolder());
    report.row("Jetty's Hello World", hello);
    for (int step = 1; step <= 5; step++) {
      double millis = start(APPS.get(step - 1), newFolder());
      report.row("step " + step, millis);
      report.under(step == 1 ? 1.15 : 1.6, millis / hello,
          "step " + step + ": first answer over that of a Hello World");
    }
    return null;
  }

  private double start(Class<?> app, Path data)
      throws RunnerException, IOException {
    Starts.of(app, data);
    Statistics times = new Runner(options(Starts.class, "start", 1)
        .warmupIterations(1).measurementIterations(5).build())
        .runSingle().getPrimaryResult().getStatistics();
    TestServer.delete(data);
    return times.getPercentile(50);
  }

  /** Step 3 with much in its store, and 64 MB of heap. */
  private Void stored() throws RunnerException, IOException {
    report.table("Step 3 with many users and sessions in its store, 64"
        + " connections, 64 MB of heap", "stored", "active", "requests/s",
        "p50 ms", "p99 ms", "start ms", "memory MB");
    double[] few = stored(10, 10);
    stored(10_000, MANY);
    double[] million = stored(1_000_000, MANY);
    double[] active = stored(1_000_000, 1_000_000);
    report.atLeast(0.9, million[0] / few[0],
        "requests/s with 1,000,000 stored over those with 10");
    report.atLeast(0.7, active[0] / few[0],
        "requests/s with 1,000,000 stored and active over those with 10");
    report.under(2, million[1] / few[1],
        "first answer with 1,000,000 stored over that with 10");
    return null;
  }

  /** Requests per second, and milliseconds from start to first answer. */
  private double[] stored(int stored, int active)
      throws RunnerException, IOException {
    Path data = Stored.folderWith(stored);
    try (ProcessSite site = new ProcessSite(3, data, SMALL)) {
      Views.of(site.url(), IntStream.range(0, active).mapToObj(i ->
          Stored.cookie(i * (stored / active))).toList());
      Statistics times = run(Views.class, "any", MANY, 12, 15);
      Object memory = memory(site);
      site.program().stop();
      double start = start(APPS.get(2), copyOf(data));
      double rate = rate(MANY, times);
      report.row(stored, active, rate, times.getPercentile(50),
          times.getPercentile(99), start, memory);
      return new double[] {rate, start};
    }
  }

  private static Path copyOf(Path data) throws IOException {
    Path copy = newFolder();
    Files.copy(data.resolve("checkpoint-2.mapdb"),
        copy.resolve("checkpoint-2.mapdb"));
    return copy;
  }

  /** Many who log in, and one who looks at pages. */
  private Void logins() throws RunnerException, IOException {
    report.table("Step 5 while " + Logins.CLIENTS + " clients log in without"
        + " pause", "", "value");
    Path data = newFolder();
    try (ProcessSite site = new ProcessSite(5, data, List.of())) {
      String secret = Files.readString(data.resolve("proxy-secret"));
      for (int i = 0; i < Logins.CLIENTS; i++) {
        Http.post(Http.url(site.url() + "/register"),
            Logins.FORM.formatted(i), "192.0.2." + i, secret);
      }
      Visitor reader = site.visitor("reader").isThere();
      Logins.at(site.url(), cookie(reader), secret);
      double hash = run(Logins.class, "hash", 1, 2, 4).getMean();
      double calm = run(Logins.class, "calm", 1, 4, 10).getPercentile(99);
      RunResult storm = new Runner(options(Logins.class, "storm",
          Logins.CLIENTS + 1).warmupTime(TimeValue.seconds(5))
          .measurementTime(TimeValue.seconds(25)).build()).runSingle();
      double p99 = storm.getSecondaryResults().get("look").getStatistics()
          .getPercentile(99);
      double logins = rate(Logins.CLIENTS,
          storm.getSecondaryResults().get("logIn").getStatistics());
      report.row("time of one hash, ms", hash);
      report.row("p99 of `GET /` without logins, ms", calm);
      report.row("p99 of `GET /` with them, ms", p99);
      report.row("logins/s", logins);
      report.atLeast(0.92, logins * hash / 1000
          / Runtime.getRuntime().availableProcessors(),
          "logins/s over processors / time of one hash");
      report.under(0.15, p99 / hash,
          "p99 of `GET /` among the logins over the time of one hash");
    }
    return null;
  }

  private static Statistics run(Class<?> benchmarks, String name,
      int threads, int warmUpSeconds, int seconds) throws RunnerException {
    return new Runner(options(benchmarks, name, threads)
        .warmupTime(TimeValue.seconds(warmUpSeconds))
        .measurementTime(TimeValue.seconds(seconds)).build())
        .runSingle().getPrimaryResult().getStatistics();
  }

  /** In this program: the server that is measured is another one. */
  private static org.openjdk.jmh.runner.options.ChainedOptionsBuilder options(
      Class<?> benchmarks, String name, int threads) {
    return new OptionsBuilder()
        .include(benchmarks.getName() + "\\." + name + "$")
        .forks(0).threads(threads).warmupIterations(1)
        .measurementIterations(1).shouldFailOnError(true)
        .verbosity(VerboseMode.SILENT);
  }

  /** As each thread waits for its answer before it asks again. */
  private static double rate(int threads, Statistics millis) {
    return threads * 1000 / millis.getMean();
  }

  private static String cookie(Visitor visitor) {
    return new ArrayList<>(visitor.browser().cookies().entrySet()).get(0)
        .toString();
  }

  /** What the program takes of the computer's memory, where one can ask. */
  private static Object memory(ProcessSite site) {
    try {
      return Files.readAllLines(
          Path.of("/proc/" + site.program().id() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .map(line -> Double.parseDouble(line.replaceAll("\\D+", "")) / 1024)
          .findFirst().orElseThrow();
    } catch (IOException e) {
      return "?";
    }
  }
}
