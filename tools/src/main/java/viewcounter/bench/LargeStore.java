package viewcounter.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;
import viewcounter.bench.Series.Turn;
import viewcounter.site.ProcessSite;
import viewcounter.testing.LargeFolder;

/** Step 3 with a lot in its store, and 64 MB of heap. */
final class LargeStore {

  static final List<String> SMALL = List.of("-Xmx64m");
  static final int MILLION = 1_000_000;
  private static final int FEW = 10;
  private static final int ROUNDS = 3;
  private static final TimeValue TURN = TimeValue.seconds(5);

  private LargeStore() {}

  static void measure(Report report) throws RunnerException, IOException {
    try (ProcessSite small = new ProcessSite(3, folderWith(FEW, FEW), SMALL);
        ProcessSite large =
            new ProcessSite(3, folderWith(MILLION, MILLION), SMALL)) {
      Series few = series(small, FEW, FEW);
      Series many = series(large, MILLION, People.MANY);
      Series active = series(large, MILLION, MILLION);
      List<Series> all = List.of(few, many, active);
      Series.inTurns(ROUNDS, all);
      report.table("Step 3 with many users and sessions in its store, 64"
          + " connections, 64 MB of heap", "stored", "active", "requests/s",
          "p50 ms", "p99 ms", "memory MB");
      row(report, FEW, few, small);
      row(report, MILLION, many, large);
      row(report, MILLION, active, large);
      report.compare("step 3 with 1,000,000 stored over the same with 10",
          many, few);
      report.compare("step 3 with 1,000,000 stored and active over the same"
          + " with 10", active, few);
      starts(report, small, large);
    }
  }

  private static Series series(ProcessSite site, int stored, int active) {
    return Series.any(site, IntStream.range(0, active).mapToObj(i ->
        cookie(i * (stored / active))).toList(), People.MANY, TURN);
  }

  private static void row(Report report, int stored, Series series,
      ProcessSite site) {
    report.row(stored, series.sessions(), series.spread(Turn::rate),
        series.spread(Turn::p50).median(), series.spread(Turn::p99).median(),
        Usage.memory(site));
  }

  private static void starts(Report report, ProcessSite small,
      ProcessSite large) {
    small.program().stop();
    large.program().stop();
    List<Double> few = new ArrayList<>();
    List<Double> many = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      few.add(Starts.millis(ProcessSite.appOf(3), small.data()));
      many.add(Starts.millis(ProcessSite.appOf(3), large.data()));
    }
    report.compare("time to the first response: with 1,000,000 stored over"
        + " that with 10",
        Spread.over(ROUNDS, i -> many.get(i) / few.get(i)));
  }

  /** The cookie of a stored session. */
  static String cookie(int number) {
    return "session_cookie=" + id(number);
  }

  private static String id(int number) {
    return "%064x".formatted(number * 2654435761L);
  }

  /**
   * A folder with users and sessions.
   *
   * @param users how many there are, each of whom has a session
   * @param fresh how many of the sessions have not expired
   */
  static Path folderWith(int users, int fresh) throws IOException {
    Path folder = ProcessSite.newFolder();
    long now = System.currentTimeMillis();
    long longAgo = now - Duration.ofDays(2).toMillis();
    SortedMap<String, String> records = new TreeMap<>();
    for (int i = 0; i < users; i++) {
      long time = i < fresh ? now : longAgo;
      records.put("users/user" + i,
          "{\"user\":\"user%d\",\"views\":0}".formatted(i));
      records.put("sessions/" + id(i), ("{\"created\":%d,\"accessed\":%d,"
          + "\"lastAccessed\":%d,\"attributes\":{\"user\":\"user%d\"}}")
          .formatted(time, time, time, i));
    }
    LargeFolder.fill(folder, records);
    return folder;
  }
}
