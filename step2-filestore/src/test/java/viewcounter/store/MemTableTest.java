package viewcounter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.store.Mutation.Key;

class MemTableTest {

  @TempDir
  Path folder;

  private MemTable table;

  @BeforeEach
  void open() {
    table = new MemTable(folder.resolve("checkpoint.mapdb"));
  }

  @AfterEach
  void close() {
    table.close();
  }

  @Test
  void the_newest_change_counts_wherever_a_checkpoint_has_got_to()
      throws IOException {
    put("old", "1");
    put("changed", "1");
    put("removed", "1");
    put("removed later", "1");
    table.beginCheckpoint();
    assertHolds(Map.of("old", "1", "changed", "1", "removed", "1",
        "removed later", "1"));
    table.finishCheckpoint();
    assertHolds(Map.of("old", "1", "changed", "1", "removed", "1",
        "removed later", "1"));
    put("changed", "2");
    put("removed", null);
    put("new", "2");
    table.beginCheckpoint(); // these are on their way
    put("changed", "3");
    put("removed later", null);
    put("newest", "3");
    Map<String, String> all =
        Map.of("old", "1", "changed", "3", "new", "2", "newest", "3");
    assertHolds(all);
    table.finishCheckpoint();
    assertHolds(all);
  }

  @Test
  void what_was_on_its_way_counts_where_nothing_is_newer()
      throws IOException {
    put("changed", "1");
    put("removed", "1");
    table.beginCheckpoint();
    table.finishCheckpoint();
    put("changed", "2");
    put("removed", null);
    table.beginCheckpoint();
    assertHolds(Map.of("changed", "2"));
  }

  @Test
  void tables_do_not_mix() {
    put("jane", "1");
    table.apply(List.of(new Mutation(new Key("others", "jane"), "2")));
    assertHolds(Map.of("jane", "1"));
  }

  @Test
  void what_is_closed_tells_nothing_from_its_checkpoint() {
    table.close();
    assertThrows(StoreException.class,
        () -> table.get(new Key("users", "jane")));
  }

  private void put(String key, String json) {
    table.apply(List.of(new Mutation(new Key("users", key), json)));
  }

  private void assertHolds(Map<String, String> expected) {
    Map<String, String> seen = new TreeMap<>();
    table.forEach("users", (key, json) ->
        assertNull(seen.put(key, json), key + " comes twice"));
    assertEquals(expected, seen);
    for (String key : List.of("old", "changed", "removed", "removed later",
        "new", "newest", "nobody")) {
      assertEquals(expected.get(key), table.get(new Key("users", key)), key);
    }
  }
}
