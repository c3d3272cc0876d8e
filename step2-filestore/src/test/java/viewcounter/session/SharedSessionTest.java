package viewcounter.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.store.Store;
import viewcounter.testing.AdjustableClock;

/** One session in the memory of two servers that share a store. */
class SharedSessionTest extends SessionStorageContract {

  private Store store;
  private StoredSessions storage;
  private WebSession here;
  private WebSession elsewhere;

  @BeforeEach
  void saveOne(@TempDir Path folder) {
    store = Store.open(folder);
    storage = new StoredSessions(store, SessionPolicy.DEFAULT, clock);
    here = new WebSession("id", storage);
    here.setAttribute("views", 1);
    here.save(0);
    elsewhere = new WebSession("id", storage);
    assertTrue(elsewhere.load());
  }

  @AfterEach
  void close() {
    store.close();
  }

  @Override
  protected SessionStorage storage() {
    return storage;
  }

  @Test
  void what_is_saved_here_is_loaded_elsewhere() {
    assertEquals(1, elsewhere.getAttribute("views"));
    elsewhere.setAttribute("views", 2);
    elsewhere.save(0);
    assertEquals(Map.of("views", 2), storage.load("id").attributes());
    assertTrue(here.load());
    assertEquals(2, here.getAttribute("views"));
    assertEquals(0, here.rollbacks(), "Nothing was lost");
  }

  @Test
  void of_two_changes_at_once_the_second_is_rejected_and_lost() {
    here.setAttribute("views", 2);
    elsewhere.setAttribute("views", 3);
    here.save(0);
    assertThrows(SessionConflictException.class, () -> elsewhere.save(0));
    assertEquals(Map.of("views", 2), storage.load("id").attributes());
    assertThrows(SessionConflictException.class, () -> elsewhere.save(0),
        "Another request may have made that change");
    assertTrue(elsewhere.load());
    assertEquals(2, elsewhere.getAttribute("views"));
    elsewhere.setAttribute("views", 3);
    elsewhere.save(elsewhere.rollbacks());
    assertEquals(Map.of("views", 3), storage.load("id").attributes());
  }

  @Test
  void a_request_that_comes_between_costs_an_unsaved_change() {
    elsewhere.setAttribute("views", 3);
    here.setAttribute("views", 2);
    here.save(0);
    assertTrue(elsewhere.load());
    assertEquals(2, elsewhere.getAttribute("views"));
    assertThrows(SessionConflictException.class, () -> elsewhere.save(0));
    assertEquals(Map.of("views", 2), storage.load("id").attributes());
  }

  @Test
  void a_read_does_not_undo_a_change() {
    here.setAttribute("views", 2);
    here.save(0);
    clock.move(Duration.ofMinutes(1));
    elsewhere.save(0);
    assertEquals(Map.of("views", 2), storage.load("id").attributes());
  }

  @Test
  void a_session_that_ended_elsewhere_does_not_come_back() {
    elsewhere.invalidate();
    here.setAttribute("views", 2);
    assertThrows(SessionConflictException.class, () -> here.save(0));
    assertNull(storage.load("id"));
    assertFalse(here.load());
    assertThrows(SessionEndedException.class,
        () -> here.getAttribute("views"));
  }

  @Test
  void a_session_that_was_renewed_elsewhere_is_gone_here() {
    elsewhere.renewId("next");
    assertFalse(here.load());
    assertNotNull(storage.load("next"));
    elsewhere.setAttribute("views", 2);
    elsewhere.save(0);
    assertEquals(Map.of("views", 2), storage.load("next").attributes());
    assertNull(storage.load("id"));
  }

  @Test
  void a_session_that_ended_elsewhere_does_not_come_back_under_another_id() {
    elsewhere.invalidate();
    assertThrows(SessionConflictException.class, () -> here.renewId("next"));
    assertNull(storage.load("next"));
    assertEquals("id", here.getId());
  }

  @Test
  void a_change_of_a_session_that_was_renewed_elsewhere_is_rejected() {
    here.setAttribute("views", 2);
    elsewhere.renewId("next");
    assertThrows(SessionConflictException.class, () -> here.save(0));
    assertNull(storage.load("id"));
  }

  @Test
  void so_it_is_if_another_request_has_looked_for_it_meanwhile() {
    here.setAttribute("views", 2);
    elsewhere.renewId("next");
    assertFalse(here.load());
    assertThrows(SessionConflictException.class, () -> here.save(0));
    assertThrows(SessionConflictException.class, () -> here.save(0),
        "Another request may have made that change");
  }

  @Test
  void who_only_read_a_session_that_ended_elsewhere_is_not_disturbed() {
    elsewhere.invalidate();
    clock.move(Duration.ofMinutes(1));
    here.save(0);
    assertFalse(here.load());
    here.save(0);
  }

  @Test
  void another_id_does_not_undo_a_change_elsewhere() {
    elsewhere.setAttribute("views", 2);
    elsewhere.save(0);
    assertThrows(SessionConflictException.class, () -> here.renewId("next"));
    assertNull(storage.load("next"));
    assertEquals(Map.of("views", 2), storage.load("id").attributes());
    assertTrue(here.load());
    here.renewId("next");
    assertEquals(Map.of("views", 2), storage.load("next").attributes());
    assertNull(storage.load("id"));
  }
}
