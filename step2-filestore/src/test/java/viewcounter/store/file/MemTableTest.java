package viewcounter.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
    Collection<Mutation> first = table.freeze();
    assertHolds(all);
    table.replace(checkpointOf(Map.of(), first));
    assertHolds(all);
    put("changed", "2");
    put("removed", null);
    put("new", "2");
    Collection<Mutation> second = table.freeze(); // these are on their way
    assertHolds(Map.of("old", "1", "changed", "2", "removed later", "1",
        "new", "2"));
    put("changed", "3");
    put("removed later", null);
    put("newest", "3");
    Map<String, String> now =
        Map.of("old", "1", "changed", "3", "new", "2", "newest", "3");
    assertHolds(now);
    table.replace(checkpointOf(all, second));
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
    Collection<Mutation> both = table.freeze(); // the first one failed
    assertHolds(Map.of("old", "1", "changed", "2"));
    table.replace(checkpointOf(Map.of(), both));
    assertHolds(Map.of("old", "1", "changed", "2"));
  }

  @Test
  void a_removal_takes_little_memory_and_a_frozen_change_is_not_counted() {
    assertEquals(0, table.bytes());
    put("key", "a".repeat(1000));
    long value = table.bytes();
    assertTrue(value > 1000, "bytes: " + value);
    put("key", "a".repeat(1000));
    assertEquals(value, table.bytes(), "It replaces the one before");
    put("key", null);
    assertTrue(table.bytes() > 0 && table.bytes() < value / 10,
        "bytes: " + table.bytes());
    table.freeze();
    assertEquals(0, table.bytes());
  }

  private void put(String key, String json) {
    table.put(new Mutation(key, json));
  }

  private static Map<String, String> checkpointOf(Map<String, String> last,
      Collection<Mutation> changes) {
    Map<String, String> next = new HashMap<>(last);
    changes.forEach(change -> {
      if (change.json() == null) {
        next.remove(change.key());
      } else {
        next.put(change.key(), change.json());
      }
    });
    return next;
  }

  private void assertHolds(Map<String, String> expected) {
    Map<String, String> seen = new TreeMap<>();
    table.forEach(each -> assertNull(seen.put(each.key(), each.json()),
        each.key() + " comes twice"));
    assertEquals(expected, seen);
    for (String key : List.of("old", "changed", "removed", "removed later",
        "new", "newest", "nobody")) {
      assertEquals(expected.get(key), table.get(key).json(), key);
    }
  }
}
