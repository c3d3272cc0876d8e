package viewcounter.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import viewcounter.bench.Series.Server;
import viewcounter.site.ProcessSite;
import viewcounter.testing.PostgresServer;

/**
 * Step 3 with a PostgreSQL database on this computer: one instance, three that
 * share it, the same statements in the database alone, and what needs no
 * database.
 */
final class DatabaseRates {

  private static final int ROUNDS = 3;
  private static final int SECONDS = 5; // of the database alone

  /** What a view of step 3 does, in a table of the same kind. */
  private static final String VIEW = """
      \\set id random(0, 63)
      SELECT value FROM sessions WHERE key = 'person' || :id;
      UPDATE counted SET value = '{"user":"person","views":100}'::json,
        expires = NULL WHERE key = 'person' || :id
        AND value::text = '{"user":"person","views":100}';
      """;

  private DatabaseRates() {}

  static void measure(Report report) throws RunnerException, IOException {
    if (!PostgresServer.isInstalled()) {
      System.out.println("There is no PostgreSQL on this computer (Debian:"
          + " apt install postgresql): this part is left out.");
      return;
    }
    try (PostgresServer server = PostgresServer.start();
        ProcessSite memory = site(1);
        ProcessSite files = site(3);
        ProcessSite database = new ProcessSite(3, server.url());
        ProcessSite second = new ProcessSite(3, server.url());
        ProcessSite third = new ProcessSite(3, server.url())) {
      server.execute("CREATE TABLE counted (LIKE users INCLUDING ALL)"
          + " WITH (fillfactor = 70); INSERT INTO counted SELECT 'person' || i,"
          + " '{\"user\":\"person\",\"views\":100}'"
          + " FROM generate_series(0, 63) AS i");
      People people = People.at(database);
      Series one = series(database, people);
      Series three = Series.same(people.cookies(), People.MANY,
          Server.of(database), Server.of(second), Server.of(third));
      List<Series> all = List.of(series(memory, People.at(memory)),
          series(files, People.at(files)), one, three);
      long before = people.views();
      long answered = People.MANY; // by the last look
      for (Series series : all) {
        long warmUp = series.warmUp(series == three ? 30 : 20);
        answered += series == one || series == three ? warmUp : 0;
      }
      List<Double> alone = new ArrayList<>();
      for (int round = 0; round < ROUNDS; round++) {
        for (Series series : all) {
          series.turn();
        }
        alone.add(server.bench(VIEW, SECONDS));
      }
      write(report, all, alone);
      report.same(people.views() - before,
          answered + one.answered() + three.answered(), "step 3 in PostgreSQL,"
              + " by one instance and by three: views counted over requests"
              + " answered");
    }
  }

  private static void write(Report report, List<Series> all,
      List<Double> alone) {
    report.table("With a database, 64 connections", Report.RATES);
    List<String> names = List.of("step 1, in memory", "step 3, in files",
        "step 3, in PostgreSQL", "three instances of it, in turns");
    for (int i = 0; i < all.size(); i++) {
      report.row(names.get(i), all.get(i));
    }
    report.row("the same statements, by `pgbench`",
        Spread.over(ROUNDS, alone::get), "", "", "", "");
    report.note("All of it runs on this one computer. Three instances share its"
        + " processors, so\nthey cannot answer much more than one does: this"
        + " shows what they cost.");
    Series database = all.get(2);
    report.compare("requests/s: step 3 in PostgreSQL over transactions/s of"
        + " `pgbench`", Spread.over(ROUNDS,
            i -> database.rate(i) / alone.get(i)));
    report.compare("step 3 in PostgreSQL over step 1", database, all.get(0));
  }

  private static ProcessSite site(int step) {
    return new ProcessSite(step, ProcessSite.newFolder(), List.of());
  }

  static Series series(ProcessSite site, People people) {
    return Series.same(people.cookies(), People.MANY, Server.of(site));
  }
}
