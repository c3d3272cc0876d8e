package viewcounter.step2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.OwnerOnly;
import viewcounter.launch.Settings;
import viewcounter.session.SessionPolicy;
import viewcounter.session.StoredSessions;
import viewcounter.store.Store;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.Browser;
import viewcounter.testing.KillUnderLoad;
import viewcounter.testing.Skip;
import viewcounter.testing.StepProcess;
import viewcounter.web.WebServer;

/** What computers and people do to a running store. */
class FaultsTest {

  @TempDir
  Path folder;

  @Test
  void a_stop_in_the_middle_of_requests_loses_nothing() throws Exception {
    new KillUnderLoad(App.class, folder, StepProcess::stop)
        .run(step -> {
          Browser browser = new Browser(step.port());
          browser.sees("/");
          return browser;
        });
  }

  @Test
  void a_file_size_limit_is_answered_with_500_and_nothing_is_lost() {
    // 32 blocks of 1024 bytes
    List<String> limit =
        List.of("bash", "-c", "ulimit -f 32; exec \"$@\"", "bash");
    Browser browser;
    int views;
    try (StepProcess step =
        StepProcess.startUnder(limit, App.class, folder)) {
      browser = new Browser(step.port());
      views = viewsUntilItFails(browser);
      assertStops(step);
    }
    assertGoesOn(folder, browser, views);
  }

  @Test
  void a_full_disk_is_answered_with_500_and_nothing_is_lost()
      throws Exception {
    Path disk = Files.createDirectory(folder.resolve("disk"));
    Skip.evenOnCiUnless(run("mount", "-t", "tmpfs", "-o",
        "size=64k,mode=700", "tmpfs", disk.toString()) == 0,
        "A small disk cannot be mounted here: a full one is not tested");
    try {
      Browser browser;
      int views;
      try (StepProcess step = StepProcess.start(App.class, disk)) {
        browser = new Browser(step.port());
        views = viewsUntilItFails(browser);
        run("mount", "-o", "remount,size=16m", disk.toString());
        assertEquals("Views: " + (views + 1), browser.sees("/"),
            "It works again once there is room");
        assertStops(step);
      }
      assertGoesOn(disk, browser, views + 1);
    } finally {
      run("umount", disk.toString());
    }
  }

  private static int run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      return -1; // there is no such program
    }
  }

  /** Returns how many views were answered before one could not be saved. */
  private static int viewsUntilItFails(Browser browser) {
    int views = 0;
    while (browser.visits("/").statusCode() == 200) {
      views++;
      assertTrue(views < 10_000, "Nothing ever fails");
    }
    assertTrue(views > 10, views + " views");
    assertEquals(500, browser.visits("/").statusCode());
    assertEquals(404, browser.visits("/nope").statusCode()); // it still answers
    return views;
  }

  private static void assertStops(StepProcess step) {
    step.stop();
    assertFalse(step.output().contains("Exception in thread"), step.output());
  }

  private static void assertGoesOn(Path data, Browser browser, int views) {
    try (StepProcess step = StepProcess.start(App.class, data)) {
      String page =
          new Browser(step.port()).withCookiesOf(browser).sees("/");
      // the one that failed may be there or not
      assertTrue(page.equals("Views: " + (views + 1))
          || page.equals("Views: " + (views + 2)),
          views + " views were answered, but then it says " + page);
    }
  }

  @Test
  void a_folder_that_is_moved_away_and_back_loses_nothing()
      throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"),
        OwnerOnly.folder());
    Path away = folder.resolve("away");
    Browser browser;
    try (StepProcess step = StepProcess.start(App.class, data)) {
      browser = new Browser(step.port());
      assertEquals("Views: 1", browser.sees("/"));
      Files.move(data, away);
      assertEquals("Views: 2", browser.sees("/"));
      step.stop();
    }
    Files.move(away, data);
    try (StepProcess step = StepProcess.start(App.class, data)) {
      assertEquals("Views: 3",
          new Browser(step.port()).withCookiesOf(browser).sees("/"));
    }
  }

  @Test
  void it_starts_and_stops_20_times_in_a_row_on_one_port() throws Exception {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Browser browser = new Browser(port);
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    for (int i = 1; i <= 20; i++) {
      try (WebServer server = App.start(new Settings(port, folder))) {
        assertEquals(port, server.port());
        assertEquals("Views: " + i, browser.sees("/"));
      }
      assertTrue(System.nanoTime() < end, "It is too slow to stop");
    }
  }

  @Test
  void a_clock_that_is_set_back_ends_no_session_and_keeps_none_forever() {
    AdjustableClock clock = new AdjustableClock();
    SessionPolicy rules = SessionPolicy.DEFAULT;
    try (WebServer server = new WebServer(new Settings(0, folder),
        new StoredSessions(Store.open(folder), rules, clock))) {
      server.http().get("/", (request, response) -> {
        boolean known = !request.session().isNew();
        request.session().attribute("known", true);
        return known ? "known" : "new";
      });
      server.start();
      Browser browser = new Browser(server.port());
      assertEquals("new", browser.sees("/"));
      clock.move(Duration.ofDays(-3));
      assertEquals("known", browser.sees("/"));
      clock.move(rules.idle());
      assertEquals("new", browser.sees("/"));
    }
  }
}
