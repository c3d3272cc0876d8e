package viewcounter.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import viewcounter.testing.AdjustableClock;

/** What every storage of sessions promises. */
public abstract class SessionStorageContract {

  protected final AdjustableClock clock = new AdjustableClock();

  /** The storage, always the same in a test. */
  protected abstract SessionStorage storage();

  protected final SessionRecord record(int views) {
    return new SessionRecord(clock.millis(), clock.millis(),
        Map.of("views", views));
  }

  @Test
  void what_is_saved_is_loaded() {
    assertNull(storage().load("key"));
    SessionRecord first = record(1);
    storage().save("key", null, first);
    assertEquals(first, storage().load("key"));
    assertNull(storage().load("another"));
    storage().save("key", first, record(2));
    assertEquals(record(2), storage().load("key"));
  }

  @Test
  void what_is_removed_is_gone() {
    storage().save("key", null, record(1));
    storage().remove("another");
    assertNotNull(storage().load("key"));
    storage().remove("key");
    assertNull(storage().load("key"));
    storage().remove("key");
  }

  @Test
  void a_session_that_was_removed_does_not_come_back() {
    storage().save("key", null, record(1));
    storage().remove("key");
    assertThrows(SessionConflictException.class,
        () -> storage().save("key", record(1), record(2)));
    storage().save("key", record(1), record(1)); // it was only read
    assertNull(storage().load("key"));
  }

  @Test
  void a_session_that_has_expired_does_not_come_back() {
    SessionRecord first = record(1);
    storage().save("key", null, first);
    clock.move(storage().policy().idle());
    assertNull(storage().load("key"));
    assertThrows(SessionConflictException.class,
        () -> storage().save("key", first, record(2)));
    storage().save("key", first, record(1));
    assertNull(storage().load("key"));
  }

  @Test
  void a_session_is_moved_to_another_key_as_it_was_last_seen_or_not_at_all() {
    SessionRecord first = record(1);
    storage().save("key", null, first);
    storage().move("key", first, "next");
    assertNull(storage().load("key"));
    assertEquals(first, storage().load("next"));
    assertThrows(SessionConflictException.class,
        () -> storage().move("key", first, "third"));
    storage().save("next", first, record(2));
    assertThrows(SessionConflictException.class,
        () -> storage().move("next", first, "third"));
    assertNull(storage().load("third"));
    assertEquals(record(2), storage().load("next"));
  }

  @Test
  void it_expires_when_it_is_unused_or_too_old() {
    SessionPolicy policy = storage().policy();
    SessionRecord first = record(1);
    storage().save("key", null, first);
    clock.move(policy.idle().minusMillis(1));
    assertNotNull(storage().load("key"));
    clock.move(Duration.ofMillis(1));
    assertNull(storage().load("key"));

    long created = clock.millis() - policy.absolute().toMillis() + 1;
    storage().save("old", null,
        new SessionRecord(created, clock.millis(), Map.of()));
    assertNotNull(storage().load("old"));
    clock.move(Duration.ofMillis(1));
    assertNull(storage().load("old"));
  }

  @Test
  void a_copy_does_not_change_when_the_attributes_do() {
    Map<String, Object> attributes = new LinkedHashMap<>(
        Map.of("text", "a", "whole", 1, "half", 0.5, "yes", true,
            "list", List.of(1, Map.of("b", "c"))));
    Map<String, Object> copy = storage().copyOf(attributes);
    assertEquals(attributes, copy);
    attributes.put("text", "b");
    assertEquals("a", copy.get("text"));
    copy.put("more", 1); // it may be changed itself
  }
}
