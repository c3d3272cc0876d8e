package viewcounter.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.eclipse.jetty.session.SessionData;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.store.Store;
import viewcounter.store.engine.StoreException;
import viewcounter.testing.AdjustableClock;
import viewcounter.web.HttpException;
import viewcounter.web.SessionPolicy;

/** A session in the memory of two instances that share a store. */
class SessionTableTest {

  private final AdjustableClock clock = new AdjustableClock();
  private Store store;
  private SessionTable table;
  private SessionInUse here;
  private SessionInUse elsewhere;

  @BeforeEach
  void saveOne(@TempDir Path folder) {
    store = Store.open(folder);
    table = new SessionTable(store, SessionPolicy.DEFAULT, clock);
    here = inMemory(null);
    here.setAttribute("views", 1);
    table.save(here);
    elsewhere = inMemory(null).load(table.get("id"), 0);
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Test
  void what_is_saved_here_is_loaded_elsewhere() {
    assertEquals(1, elsewhere.getAttribute("views"));
    assertFalse(elsewhere.isDirty(), "Nothing has changed in it");
    elsewhere.setAttribute("views", 2);
    table.save(elsewhere);
    assertEquals(Map.of("views", 2), table.get("id").attributes());
    assertEquals(table.get("id"), elsewhere.stored());
  }

  @Test
  void a_copy_is_current_until_another_one_is_saved() {
    assertTrue(table.isCurrent(inMemory(null)), "The store has nothing of it");
    assertTrue(table.isCurrent(here));
    assertTrue(table.isCurrent(elsewhere));
    here.setAttribute("views", 2);
    table.save(here);
    assertTrue(table.isCurrent(here));
    assertFalse(table.isCurrent(elsewhere));
    table.remove("id");
    assertFalse(table.isCurrent(here));
  }

  @Test
  void of_two_changes_at_once_the_second_is_rejected() {
    here.setAttribute("views", 2);
    elsewhere.setAttribute("views", 3);
    table.save(here);
    HttpException e =
        assertThrows(HttpException.class, () -> table.save(elsewhere));
    assertEquals(503, e.status());
    assertEquals(Map.of("views", 2), table.get("id").attributes());
  }

  @Test
  void a_read_does_not_undo_a_change() {
    here.setAttribute("views", 2);
    table.save(here);
    clock.move(Duration.ofMinutes(1));
    StoredSession loaded = elsewhere.stored();
    table.save(elsewhere);
    assertEquals(Map.of("views", 2), table.get("id").attributes());
    assertSame(loaded, elsewhere.stored(), "It is still the old copy");
  }

  @Test
  void a_session_that_has_ended_does_not_come_back() {
    table.remove("id");
    here.setAttribute("views", 2);
    table.save(here);
    assertNull(table.get("id"));
  }

  @Test
  void a_session_that_could_not_be_loaded_throws_when_it_is_used() {
    StoreException failure = new StoreException("The disk is gone", null);
    SessionInUse broken = inMemory(failure);
    assertFalse(table.isCurrent(broken), "Perhaps it can be loaded now");
    assertSame(failure, assertThrows(StoreException.class,
        () -> broken.getAttribute("views")));
    assertSame(failure, assertThrows(StoreException.class,
        () -> broken.setAttribute("views", 1)));
    assertSame(failure, assertThrows(StoreException.class,
        broken::getAllAttributes));
    assertSame(failure, assertThrows(StoreException.class,
        () -> new SessionStore(store).store("id", broken)));
    assertEquals(Map.of("views", 1), table.get("id").attributes());
  }

  private SessionInUse inMemory(StoreException failure) {
    long now = clock.millis();
    return new SessionInUse(
        new SessionData("id", "/", "", now, now, now, -1), failure);
  }
}
