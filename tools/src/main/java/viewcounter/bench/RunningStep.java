package viewcounter.bench;

import java.nio.file.Path;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import viewcounter.bench.Series.Server;
import viewcounter.bench.Series.Turn;
import viewcounter.site.ProcessSite;

/** A running step, its users, and the series of requests to it. */
final class RunningStep implements AutoCloseable {

  final Series alone;
  final Series oneSession;
  final Series many;
  private final ProcessSite site;
  private final People people;
  private final long viewsBefore;
  private long warmUp;

  private RunningStep(ProcessSite site) {
    this.site = site;
    people = People.at(site);
    viewsBefore = people.views();
    Server server = Server.of(site);
    List<String> cookies = people.cookies();
    List<String> one = cookies.subList(0, 1);
    alone = Series.same(one, 1, server);
    oneSession = Series.same(one, People.MANY, server);
    many = Series.same(cookies, People.MANY, server);
  }

  static RunningStep start(int step, Path data, int warmUpSeconds)
      throws RunnerException {
    ProcessSite site = new ProcessSite(step, data, List.of());
    try {
      RunningStep running = new RunningStep(site);
      running.warmUp = running.many.warmUp(warmUpSeconds);
      return running;
    } catch (Throwable e) {
      site.close();
      throw e;
    }
  }

  /** Adds a row for each series that has been measured. */
  void report(String name, Report report) {
    for (Series series : all()) {
      if (series.answered() > 0) {
        report.row(name, series.connections(), series.sessions(),
            series.spread(Turn::rate), series.spread(Turn::p50).median(),
            series.spread(Turn::p99).median(),
            series.spread(Turn::server).median(),
            series.spread(Turn::clients).median(), series.clientShare(),
            Usage.memory(site));
      }
    }
  }

  private List<Series> all() {
    return List.of(alone, oneSession, many);
  }

  /** How many views it has counted since the beginning. */
  long counted() {
    return people.views() - viewsBefore;
  }

  /** How many it has answered, with the last view of all people. */
  long answered() {
    return warmUp + people.all().size()
        + all().stream().mapToLong(Series::answered).sum();
  }

  @Override
  public void close() {
    site.close();
  }
}
