package viewcounter.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import viewcounter.store.engine.Mutation;

class MemTableTest {

  private final MemTable table = new MemTable();

  @Test
  void the_newest_change_counts_at_every_stage_of_a_checkpoint() {
    put("old", "1");
    put("changed", "1");
    put("removed", "1");
    put("removed later", "1");
    Map<String, String> all = Map.of("old", "1", "changed", "1",
        "removed", "1", "removed later", "1");
    table.freeze();
    assertHolds(all);
    table.replace(nextCheckpoint());
    assertHolds(all);
    put("changed", "2");
    put("removed", null);
    put("new", "2");
    table.freeze(); // these are on their way
    assertHolds(Map.of("old", "1", "changed", "2", "removed later", "1",
        "new", "2"));
    put("changed", "3");
    put("removed later", null);
    put("newest", "3");
    Map<String, String> now =
        Map.of("old", "1", "changed", "3", "new", "2", "newest", "3");
    assertHolds(now);
    table.replace(nextCheckpoint());
    assertHolds(now);
  }

  @Test
  void the_next_checkpoint_gets_the_changes_of_a_failed_one() {
    put("old", "1");
    put("changed", "1");
    put("removed", "1");
    table.freeze();
    put("changed", "2");
    put("removed", null);
    assertHolds(Map.of("old", "1", "changed", "2"));
    table.freeze(); // the first one failed
    assertHolds(Map.of("old", "1", "changed", "2"));
    table.replace(nextCheckpoint());
    assertHolds(Map.of("old", "1", "changed", "2"));
  }

  @Test
  void a_change_takes_memory_until_it_is_in_a_checkpoint() {
    assertEquals(0, table.bytes());
    put("key", "a".repeat(1000));
    long value = table.bytes();
    assertTrue(value > 1000, "bytes: " + value);
    put("key", "a".repeat(1000));
    assertEquals(value, table.bytes(), "It replaces the one before");
    assertEquals(value, table.activeBytes());
    table.freeze();
    assertEquals(0, table.activeBytes());
    put("key", null);
    long removal = table.activeBytes();
    assertTrue(removal > 0 && removal < value / 10, "bytes: " + removal);
    assertEquals(value + removal, table.bytes());
    table.freeze();
    assertEquals(removal, table.bytes(), "The checkpoint has failed");
    put("other", "1");
    table.freeze();
    long both = table.bytes();
    assertTrue(both > removal, "bytes: " + both);
    table.replace(nextCheckpoint());
    assertEquals(0, table.bytes());
  }

  private void put(String key, String json) {
    table.put(new Mutation("t/" + key, json));
  }

  private SortedMap<String, String> nextCheckpoint() {
    SortedMap<String, String> next = new TreeMap<>(table.checkpoint());
    table.frozen().forEach((key, change) -> {
      if (change.json() == null) {
        next.remove(key);
      } else {
        next.put(key, change.json());
      }
    });
    return next;
  }

  private void assertHolds(Map<String, String> expected) {
    Map<String, String> seen = new TreeMap<>();
    table.forEach("t", each -> assertNull(
        seen.put(each.keyInTable(), each.json()), each + " comes twice"));
    assertEquals(expected, seen);
    for (String key : List.of("old", "changed", "removed", "removed later",
        "new", "newest", "nobody")) {
      assertEquals(expected.get(key), table.get("t/" + key).json(), key);
    }
  }
}
