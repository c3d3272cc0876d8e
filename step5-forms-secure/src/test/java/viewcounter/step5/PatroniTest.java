package viewcounter.step5;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.oneOf;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import viewcounter.step3.App;
import viewcounter.testing.Browser;
import viewcounter.testing.StepProcess;

/**
 * Views while parts of a cluster with Patroni fail. This takes minutes, so
 * Maven leaves it out: ./course test PatroniTest.
 */
class PatroniTest {

  private static PatroniCluster cluster;

  private String leader;

  /** Something that fails and, if need be, is repaired. */
  private interface Failure {
    void happens(SteadyViews views) throws Exception;
  }

  @BeforeAll
  static void start() throws Exception {
    PatroniCluster.orSkip();
    cluster = PatroniCluster.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (cluster != null) {
      cluster.close();
    }
  }

  @BeforeEach
  void awaitHealth() throws Exception {
    cluster.awaitHealth();
    leader = cluster.leader();
  }

  @Test
  void a_kill_of_the_postmaster_loses_no_view() throws Exception {
    assertNoViewIsLost("a kill of the postmaster", views -> {
      cluster.killPostmaster(leader);
      views.awaitFailure();
    });
  }

  @Test
  void a_kill_of_the_leaders_machine_loses_no_view() throws Exception {
    assertNoViewIsLost("a kill of the leader's machine", views -> {
      cluster.killMachine(leader);
      awaitAnotherLeader();
    });
  }

  @Test
  void a_switchover_loses_no_view() throws Exception {
    assertNoViewIsLost("a switchover", views -> {
      cluster.switchOver();
      awaitAnotherLeader();
    });
  }

  @Test
  void etcd_away_loses_no_view() throws Exception {
    assertNoViewIsLost("etcd away", views -> {
      cluster.killEtcd();
      views.awaitFailure();
      cluster.startEtcd();
    });
  }

  @Test
  void a_kill_of_Patroni_alone_loses_no_view_and_only_HAProxy_finds_the_leader()
      throws Exception {
    try (StepProcess both = app(cluster.urlOfBoth(leader))) {
      Browser john = new Browser(both.port());
      john.sees("/create/john");
      assertEquals(1, Browser.viewsIn(john.sees("/")));
      assertNoViewIsLost("a kill of Patroni alone", views -> {
        cluster.killPatroni(leader);
        awaitAnotherLeader();
        views.awaitMore();
        await("the old primary, which waits for its standby")
            .atMost(60, SECONDS).ignoreExceptions()
            .until(() -> john.visits("/").statusCode(), is(503));
      });
    }
  }

  private static void assertNoViewIsLost(String what, Failure failure)
      throws Exception {
    Browser jane;
    SteadyViews views;
    try (StepProcess step = app(cluster.url())) {
      jane = new Browser(step.port());
      jane.sees("/create/jane");
      views = new SteadyViews(step.port(), jane);
      try (views) {
        views.awaitMore();
        failure.happens(views);
        views.awaitMore();
        views.end();
      }
    }
    try (StepProcess again = app(cluster.url())) {
      views.checkThatThereAre(Browser.viewsIn(new Browser(again.port())
          .withCookiesOf(jane).sees("/")) - 1);
    }
    System.out.printf("%s: %.1f s without a view%n", what,
        views.longestSeconds());
  }

  private void awaitAnotherLeader() {
    await("another leader").atMost(120, SECONDS)
        .until(cluster::leader, not(oneOf(leader, "nobody")));
  }

  private static StepProcess app(String url) {
    return StepProcess.start(App.class, Map.of("PORT", "0",
        "DATABASE_URL", url));
  }
}
