package viewcounter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;
import viewcounter.site.ProcessSite;

/** Many people who log in at step 5, and one who looks at pages, in turns. */
final class LoginRates {

  private static final int ROUNDS = 3;
  private static final TimeValue SHORT_WARM_UP = TimeValue.seconds(1);

  /** What one turn gave; times in ms. */
  private record Turn(double hash, double calm, double p99, double logins) {

    static Turn take() throws RunnerException {
      double hash = Jmh.run(LoginBenchmark.class, "hash", 1, SHORT_WARM_UP,
          TimeValue.seconds(3)).getMean();
      double calm = Jmh.run(LoginBenchmark.class, "calm", 1, SHORT_WARM_UP,
          TimeValue.seconds(4)).getPercentile(99);
      Map<String, Result> storm = storm(1, 12);
      return new Turn(hash, calm,
          storm.get("look").getStatistics().getPercentile(99),
          Jmh.rate(LoginBenchmark.CLIENTS, storm.get("logIn").getStatistics()));
    }
  }

  private LoginRates() {}

  @SuppressWarnings("rawtypes") // as JMH has it
  private static Map<String, Result> storm(int warmUpSeconds, int seconds)
      throws RunnerException {
    return Jmh.result(LoginBenchmark.class, "storm", LoginBenchmark.CLIENTS + 1,
        TimeValue.seconds(warmUpSeconds), TimeValue.seconds(seconds))
        .getSecondaryResults();
  }

  static void measure(Report report) throws RunnerException, IOException {
    Path data = ProcessSite.newFolder();
    List<Turn> turns = new ArrayList<>();
    try (ProcessSite site = new ProcessSite(5, data, List.of())) {
      String secret = Files.readString(data.resolve("proxy-secret"));
      for (int i = 0; i < LoginBenchmark.CLIENTS; i++) {
        Http.post(Http.url(site.url() + "/register"),
            LoginBenchmark.FORM.formatted(i), "192.0.2." + i, secret);
      }
      LoginBenchmark.at(site.url(),
          site.visitor("reader").isThere().cookie().orElseThrow().toString(),
          secret);
      storm(19, 1);
      for (int round = 0; round < ROUNDS; round++) {
        turns.add(Turn.take());
      }
    }
    report.table("Step 5 while " + LoginBenchmark.CLIENTS + " clients log in"
        + " without pause", "", "value");
    report.row("time of one hash, ms",
        Spread.over(ROUNDS, i -> turns.get(i).hash()));
    report.row("p99 of `GET /` without logins, ms",
        Spread.over(ROUNDS, i -> turns.get(i).calm()));
    report.row("p99 of `GET /` with them, ms",
        Spread.over(ROUNDS, i -> turns.get(i).p99()));
    report.row("logins/s", Spread.over(ROUNDS, i -> turns.get(i).logins()));
    int processors = Runtime.getRuntime().availableProcessors();
    report.compare("logins/s: step 5 over processors / time of one hash",
        Spread.over(ROUNDS, i ->
            turns.get(i).logins() * turns.get(i).hash() / 1000 / processors));
    report.compare("p99 of `GET /`: among the logins over the time of one hash",
        Spread.over(ROUNDS, i -> turns.get(i).p99() / turns.get(i).hash()));
  }
}
