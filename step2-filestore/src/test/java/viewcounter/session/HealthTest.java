package viewcounter.session;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.store.Store;
import viewcounter.store.StoreDump;
import viewcounter.store.Stored;
import viewcounter.store.file.FaultyDisk;
import viewcounter.testing.RawHttp;
import viewcounter.testing.TestServer;
import viewcounter.web.WebServer;

/** What /healthz says about a disk. */
class HealthTest {

  @TempDir
  Path data;

  private final FaultyDisk disk = new FaultyDisk();
  private Store store;
  private WebServer server;

  @BeforeEach
  void start() {
    store = disk.open(data);
    server = new WebServer(new Settings(0, data), new StoredSessions(store));
    server.start();
  }

  @AfterEach
  void stop() {
    disk.work();
    server.close();
  }

  @Test
  void a_full_disk_is_503_until_there_is_room() {
    assertEquals(200, health());
    disk.fill();
    awaitHealth(503);
    assertEquals(503, health());
    disk.work();
    awaitHealth(200);
  }

  @Test
  void a_disk_that_fails_is_503_until_it_works() {
    disk.fail();
    assertEquals(503, health());
    disk.work();
    awaitHealth(200);
  }

  @Test
  void a_disk_that_hangs_is_503_within_5_seconds_until_it_recovers() {
    disk.hold();
    long start = System.nanoTime();
    assertEquals(503, health());
    Duration time = Duration.ofNanos(System.nanoTime() - start);
    assertTrue(time.toSeconds() < 5, time.toString());
    disk.work();
    awaitHealth(200);
  }

  @Test
  void the_check_is_saved_but_leaves_nothing_behind() throws IOException {
    assertEquals(200, health());
    assertTrue(TestServer.textIn(data).contains("health/check"));
    assertEquals(Set.of(), Stored.keys(store, "health"));
    server.close();
    assertThrows(StartupException.class, () -> StoreDump.at(data));
    start();
  }

  @Test
  void a_closed_store_is_not_writable() {
    store.close();
    assertFalse(store.isWritable());
  }

  /** It is checked once a second. */
  private void awaitHealth(int status) {
    await("the next check").until(this::health, is(status));
  }

  private int health() {
    return RawHttp.status(RawHttp.get(server.port(), "/healthz"));
  }
}
