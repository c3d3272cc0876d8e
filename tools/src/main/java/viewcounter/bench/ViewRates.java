package viewcounter.bench;

import static java.util.stream.Collectors.joining;
import static viewcounter.site.ProcessSite.newFolder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;
import viewcounter.bench.Series.Turn;

/** The first page of several steps, all of them side by side, in turns. */
final class ViewRates implements AutoCloseable {

  static final String TITLE = "GET /";
  static final int ROUNDS = 3;
  private static final String IN_MEMORY = "3, on a disk in memory";
  private static final double MOST_FOR_CLIENTS = 67; // percent

  private final Report report;
  private final Map<String, RunningStep> steps = new LinkedHashMap<>();
  private final List<Double> bare = new ArrayList<>();

  ViewRates(Report report) {
    this.report = report;
  }

  /** Measures everything about all steps. */
  void measure() throws RunnerException, IOException {
    start(20, 1, 2, 3, 4, 5);
    Path shm = Path.of("/dev/shm");
    if (Files.isWritable(shm)) {
      add(IN_MEMORY, 3, Files.createTempDirectory(shm, "viewcounter"), 20);
    }
    for (int round = 0; round < ROUNDS; round++) {
      turns(step -> step.many);
      bare.add(Jmh.rate(1, Jmh.run(Saving.class, "bare", 1,
          TimeValue.milliseconds(500), TimeValue.milliseconds(2500))));
      turns(step -> step.alone);
      step(1).oneSession.turn();
      step(2).oneSession.turn();
    }
    table();
    shares(2, 3, 4, 5);
    for (int step = 2; step <= 5; step++) {
      Series alone = step(step).alone;
      report.compare("requests/s: step " + step + " over bare append and"
          + " force, 1 connection",
          Spread.over(ROUNDS, i -> alone.rate(i) / bare.get(i)));
    }
    report.compare("step 2 on one session over the same on 64, 64 connections",
        step(2).oneSession, step(2).many);
    counts();
  }

  /** Only the main ratios, with less warm-up. */
  void measureShort() throws RunnerException, IOException {
    start(10, 1, 2, 3, 5);
    for (int round = 0; round < ROUNDS; round++) {
      turns(step -> step.many);
    }
    table();
    shares(2, 3, 5);
    counts();
  }

  private void start(int warmUpSeconds, int... numbers)
      throws RunnerException {
    for (int number : numbers) {
      add("" + number, number, newFolder(), warmUpSeconds);
    }
  }

  private void add(String name, int number, Path data, int warmUpSeconds)
      throws RunnerException {
    System.out.println("warms up step " + name);
    steps.put(name, RunningStep.start(number, data, warmUpSeconds));
  }

  private RunningStep step(int number) {
    return steps.get("" + number);
  }

  private void turns(Function<RunningStep, Series> kind)
      throws RunnerException {
    for (RunningStep step : steps.values()) {
      kind.apply(step).turn();
    }
  }

  private void table() {
    report.table(TITLE, "step", "connections", "sessions", "requests/s",
        "p50 ms", "p99 ms", "server µs", "clients µs", "clients %",
        "memory MB");
    steps.forEach((name, step) -> step.report(name, report));
    double share = step(1).many.clientShare();
    if (share > MOST_FOR_CLIENTS) {
      throw new IllegalStateException(("The clients took %.0f %% of the"
          + " processor time: this measures them, not the server")
          .formatted(share));
    }
  }

  private void shares(int... numbers) {
    for (int step : numbers) {
      report.compare("step " + step + " over step 1, 64 connections",
          step(step).many, step(1).many);
    }
  }

  private void counts() {
    report.same(steps.values().stream().mapToLong(RunningStep::counted).sum(),
        steps.values().stream().mapToLong(RunningStep::answered).sum(),
        "views counted over requests answered");
  }

  /** What these figures say about the limit of each step. */
  String limits() {
    Series first = step(1).many;
    double busy = 100 * first.spread(Turn::busy).median();
    Spread force = Spread.of(bare.stream().map(rate -> 1000 / rate).toList());
    double request = 1000 / step(1).alone.spread(Turn::rate).median();
    return """
        - **64 connections.** While step 1 is measured, clients and server use
          %.0f %% of the processors' time. In steps 1 to 5, a request takes
          %s µs of the server's, and %.0f of the clients'.
        - **1 connection.** Appending a line to a file and forcing it takes
          %.2f ms, and a request of step 1 takes %.2f ms. One after the other,
          they reach %.2f of the rate of the former alone.
        """.formatted(busy, IntStream.rangeClosed(1, 5).mapToObj(step ->
            "%.0f".formatted(step(step).many.spread(Turn::server).median()))
            .collect(joining(", ")).replaceFirst(", (\\d+)$", " and $1"),
            first.spread(Turn::clients).median(), force.median(), request,
            force.median() / (force.median() + request));
  }

  @Override
  public void close() {
    steps.values().forEach(RunningStep::close);
  }
}
