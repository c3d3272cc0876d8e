package viewcounter.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.StartupException;
import viewcounter.store.engine.Mutation;

class CheckpointTest {

  @TempDir
  Path folder;

  private DataFiles files;

  @BeforeEach
  void nameTheFiles() {
    files = new DataFiles(folder);
  }

  @Test
  void it_holds_the_previous_one_and_what_has_changed() throws IOException {
    make(0, 2, users("jane", "1"), users("robert", "2"));
    assertEquals(Map.of("users/jane", "1", "users/robert", "2"), open(2));
    make(2, 5, users("jane", null), users("zoë", "4"), users("robert", "5"),
        users("never there", null));
    assertEquals(Map.of("users/robert", "5", "users/zoë", "4"), open(5));
    assertEquals(Map.of("users/jane", "1", "users/robert", "2"), open(2),
        "The one before is as it was");
    assertNull(Checkpoint.open(files.checkpoint(5)).get("users/nobody"));
  }

  @Test
  void the_remains_of_a_crash_are_not_used() throws IOException {
    Path next = Files.writeString(folder.resolve("checkpoint.next"), "half");
    make(0, 2, users("jane", "1"));
    assertEquals(Map.of("users/jane", "1"), open(2));
    assertFalse(Files.exists(next));
  }

  @Test
  void one_that_cannot_be_made_leaves_nothing_behind() throws IOException {
    make(0, 2, users("jane", "1"));
    Files.createDirectories(files.checkpoint(3).resolve("in the way"));
    assertThrows(IOException.class, () -> make(2, 3, users("jane", "2")));
    assertEquals(Map.of("users/jane", "1"), open(2));
    assertFalse(Files.exists(folder.resolve("checkpoint.next")));
  }

  @Test
  void a_file_that_is_empty_or_damaged_is_reported_and_kept()
      throws IOException {
    Path file = files.checkpoint(2);
    for (byte[] content : List.of(new byte[0], new byte[4096],
        "no database".getBytes(UTF_8))) {
      Files.write(file, content);
      StartupException e =
          assertThrows(StartupException.class, () -> Checkpoint.open(file));
      assertEquals(file + " is damaged: restore a backup of its folder, or"
          + " move the folder away to start without its data.",
          e.getMessage());
      assertArrayEquals(content, Files.readAllBytes(file));
    }
  }

  @Test
  void a_file_that_cannot_be_opened_is_not_called_damaged()
      throws IOException {
    Path directory = Files.createDirectory(files.checkpoint(2));
    assertThrows(IOException.class, () -> Checkpoint.open(directory));
    assertThrows(NoSuchFileException.class,
        () -> Checkpoint.open(files.checkpoint(3)));
  }

  private void make(long previous, long number, Mutation... changes)
      throws IOException {
    Checkpoint.make(files, previous, number, List.of(changes)::forEach);
  }

  private Map<String, String> open(long number) throws IOException {
    return new TreeMap<>(Checkpoint.open(files.checkpoint(number)));
  }

  private static Mutation users(String key, String json) {
    return new Mutation("users/" + key, json);
  }
}
