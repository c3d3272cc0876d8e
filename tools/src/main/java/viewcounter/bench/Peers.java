package viewcounter.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jmh.runner.RunnerException;
import viewcounter.site.ProcessSite;
import viewcounter.testing.PostgresServer;
import viewcounter.testing.TestServer;

/** The same page by another framework and its server's own sessions. */
final class Peers {

  private static final int ROUNDS = 5;

  private Peers() {}

  static void measure(Report report)
      throws RunnerException, IOException, InterruptedException {
    if (!PostgresServer.isInstalled()) {
      System.out.println("There is no PostgreSQL on this computer (Debian:"
          + " apt install postgresql): this part is left out.");
      return;
    }
    Peer.build();
    Path folder = ProcessSite.newFolder();
    try (PostgresServer ours = PostgresServer.start();
        PostgresServer theirs = PostgresServer.start();
        ProcessSite files = new ProcessSite(2, ProcessSite.newFolder(),
            List.of());
        ProcessSite database = new ProcessSite(3, ours.url());
        Peer peerFiles = Peer.start(folder.toString());
        Peer peerDatabase = Peer.start(theirs.url())) {
      List<String> names = List.of("step 2, in files",
          Peer.NAME + " in files, not forced to disk",
          "step 3, in PostgreSQL", Peer.NAME + " in PostgreSQL");
      List<Series> all = List.of(series(files), series(peerFiles),
          series(database), series(peerDatabase));
      Series.inTurns(ROUNDS, all);
      report.table("Beside another framework, 64 connections", Report.RATES);
      for (int i = 0; i < all.size(); i++) {
        report.row(names.get(i), all.get(i));
      }
      compare(report, names, all, 0, 1);
      compare(report, names, all, 0, 3);
      compare(report, names, all, 2, 3);
    } finally {
      TestServer.delete(folder);
    }
  }

  private static void compare(Report report, List<String> names,
      List<Series> all, int one, int other) {
    report.compare(names.get(one) + ", over " + names.get(other),
        all.get(one), all.get(other));
  }

  private static Series series(ProcessSite site) {
    return DatabaseRates.series(site, People.at(site));
  }

  private static Series series(Peer peer) throws IOException {
    List<String> cookies = new ArrayList<>();
    while (cookies.size() < People.MANY) {
      cookies.add(peer.newCookie());
    }
    return Series.same(cookies, People.MANY, peer.server());
  }
}
