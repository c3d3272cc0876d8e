package viewcounter.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.StartupException;
import viewcounter.store.Mutation.Key;

class CheckpointTest {

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("checkpoint.mapdb");
  }

  @Test
  void there_is_nothing_where_none_was_made() {
    try (Checkpoint checkpoint = new Checkpoint(file)) {
      assertNull(checkpoint.get(new Key("users", "jane")));
      assertEquals(Map.of(), contents(checkpoint, "users"));
    }
    assertFalse(Files.exists(file));
  }

  @Test
  void an_update_is_seen_at_once_and_after_a_restart() throws IOException {
    try (Checkpoint checkpoint = new Checkpoint(file)) {
      assertNull(checkpoint.get(new Key("users", "jane")));
      checkpoint.update(List.of(users("jane", "1"), users("robert", "2"),
          new Mutation(new Key("others", "jane"), "3")));
      assertHolds(checkpoint, Map.of("jane", "1", "robert", "2"));
      assertEquals(Map.of("jane", "3"), contents(checkpoint, "others"));
      checkpoint.update(List.of(users("jane", null), users("zoë", "4"),
          users("robert", "5"), users("never there", null)));
      assertHolds(checkpoint, Map.of("robert", "5", "zoë", "4"));
    }
    try (Checkpoint checkpoint = new Checkpoint(file)) {
      assertHolds(checkpoint, Map.of("robert", "5", "zoë", "4"));
      assertEquals(Map.of("jane", "3"), contents(checkpoint, "others"));
    }
  }

  @Test
  void what_a_crash_left_of_the_next_one_is_not_used() throws IOException {
    Path next = Files.writeString(folder.resolve("checkpoint.mapdb.next"),
        "half of it");
    try (Checkpoint checkpoint = new Checkpoint(file)) {
      assertHolds(checkpoint, Map.of());
      checkpoint.update(List.of(users("jane", "1")));
      assertHolds(checkpoint, Map.of("jane", "1"));
    }
    assertFalse(Files.exists(next));
  }

  @Test
  void an_update_that_fails_leaves_the_old_one() throws IOException {
    Path next = folder.resolve("checkpoint.mapdb.next");
    try (Checkpoint checkpoint = new Checkpoint(file)) {
      checkpoint.update(List.of(users("jane", "1")));
      Files.createDirectories(next.resolve("in the way"));
      assertThrows(IOException.class,
          () -> checkpoint.update(List.of(users("jane", "2"))));
      assertHolds(checkpoint, Map.of("jane", "1"));
      Files.delete(next.resolve("in the way"));
      checkpoint.update(List.of(users("jane", "3")));
      assertHolds(checkpoint, Map.of("jane", "3"));
    }
  }

  @Test
  void a_file_that_is_empty_or_damaged_is_told_and_kept()
      throws IOException {
    for (byte[] content : List.of(new byte[0], new byte[4096],
        "no database".getBytes(UTF_8))) {
      Files.write(file, content);
      StartupException e =
          assertThrows(StartupException.class, () -> new Checkpoint(file));
      assertEquals(file + " is damaged: put back a backup of its folder, or"
          + " move the folder away to start without its data.",
          e.getMessage());
      assertArrayEquals(content, Files.readAllBytes(file));
    }
  }

  @Test
  void once_it_is_closed_nothing_can_be_read() throws IOException {
    Checkpoint checkpoint = new Checkpoint(file);
    checkpoint.update(List.of(users("jane", "1")));
    checkpoint.close();
    assertThrows(StoreException.class,
        () -> checkpoint.get(new Key("users", "jane")));
    assertThrows(StoreException.class, () -> contents(checkpoint, "users"));
    Checkpoint empty = new Checkpoint(folder.resolve("none"));
    empty.close();
    assertThrows(StoreException.class,
        () -> empty.get(new Key("users", "jane")));
  }

  private static void assertHolds(Checkpoint checkpoint,
      Map<String, String> users) {
    assertEquals(users, contents(checkpoint, "users"));
    users.forEach((key, json) ->
        assertEquals(json, checkpoint.get(new Key("users", key))));
    assertNull(checkpoint.get(new Key("users", "nobody")));
  }

  private static Map<String, String> contents(Checkpoint checkpoint,
      String table) {
    Map<String, String> contents = new TreeMap<>();
    checkpoint.forEach(table, contents::put);
    return contents;
  }

  private static Mutation users(String key, String json) {
    return new Mutation(new Key("users", key), json);
  }
}
