package viewcounter.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.util.Statistics;
import viewcounter.site.ProcessSite;

/**
 * Clients that look at the first page of a step, each on its own connection, in
 * turns with other series.
 */
record Series(List<Series.Server> servers, List<String> cookies,
    String benchmark, int connections, TimeValue time,
    List<Series.Turn> turns) {

  private static final TimeValue SHORT_WARM_UP = TimeValue.milliseconds(500);
  private static final TimeValue TURN = TimeValue.milliseconds(2500);

  /**
   * What one turn gave.
   *
   * @param answered how many requests, with those of its warm-up
   * @param server processor time of the server for one request, in µs
   * @param clients processor time of the clients for one request, in µs
   */
  record Turn(double rate, double p50, double p99, long answered,
      double server, double clients) {

    /** The part of the processors' time that was used. */
    double busy() {
      return (server + clients) * rate / 1_000_000
          / Runtime.getRuntime().availableProcessors();
    }
  }

  /** A program that is measured. */
  record Server(String url, long pid) {

    static Server of(ProcessSite site) {
      return new Server(site.url(), site.program().id());
    }
  }

  /** Each connection has a cookie; each request goes to the next server. */
  static Series same(List<String> cookies, int connections,
      Server... servers) {
    return new Series(List.of(servers), cookies, "same", connections, TURN,
        new ArrayList<>());
  }

  /** Each request has any of these cookies. */
  static Series any(ProcessSite site, List<String> cookies, int connections,
      TimeValue time) {
    return new Series(List.of(Server.of(site)), cookies, "any", connections,
        time, new ArrayList<>());
  }

  /** Warms all of them up, and has them take turns. */
  static void inTurns(int rounds, List<Series> all) throws RunnerException {
    for (Series series : all) {
      series.warmUp(20);
    }
    for (int round = 0; round < rounds; round++) {
      for (Series series : all) {
        series.turn();
      }
    }
  }

  /** How many requests all turns have answered. */
  long answered() {
    return turns.stream().mapToLong(Turn::answered).sum();
  }

  /** Warms up the server's compiler; returns how many were answered. */
  long warmUp(int seconds) throws RunnerException {
    return measure(TimeValue.seconds(seconds), SHORT_WARM_UP).answered();
  }

  /** Takes a turn. */
  void turn() throws RunnerException {
    turns.add(measure(SHORT_WARM_UP, time));
  }

  private Turn measure(TimeValue warmUp, TimeValue time)
      throws RunnerException {
    ViewBenchmark.of(servers.stream().map(Server::url).toList(), cookies);
    double before = serverMicros();
    double own = micros(ProcessHandle.current());
    Statistics times = Jmh.run(ViewBenchmark.class, benchmark, connections,
        warmUp, time);
    long answered = ViewBenchmark.ANSWERED.sum();
    return new Turn(Jmh.rate(connections, times), times.getPercentile(50),
        times.getPercentile(99), answered,
        (serverMicros() - before) / answered,
        (micros(ProcessHandle.current()) - own) / answered);
  }

  private double serverMicros() {
    return servers.stream().mapToDouble(server -> micros(
        ProcessHandle.of(server.pid()).orElseThrow())).sum();
  }

  /** Processor time that a program has used; 0 if unknown. */
  private static double micros(ProcessHandle program) {
    return program.info().totalCpuDuration().orElse(Duration.ZERO).toNanos()
        / 1000.0;
  }

  int sessions() {
    return cookies.size();
  }

  /** One figure of all turns. */
  Spread spread(ToDoubleFunction<Turn> value) {
    return Spread.over(turns.size(), i -> value.applyAsDouble(turns.get(i)));
  }

  /** One figure of all turns over that of another series. */
  Spread over(Series other, ToDoubleFunction<Turn> value) {
    return Spread.over(turns.size(), i -> value.applyAsDouble(turns.get(i))
        / value.applyAsDouble(other.turns.get(i)));
  }

  /** Requests per second of one turn after the other. */
  double rate(int turn) {
    return turns.get(turn).rate();
  }

  /** The part of all processor time that the clients took, in percent. */
  double clientShare() {
    return spread(turn ->
        100 * turn.clients() / (turn.server() + turn.clients())).median();
  }
}
