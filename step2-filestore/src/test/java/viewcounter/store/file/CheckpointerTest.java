package viewcounter.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.store.engine.Mutation;

class CheckpointerTest {

  @TempDir
  Path folder;

  private final MemTable table = new MemTable();
  private boolean roomForThread;

  @Test
  void one_for_which_there_is_no_thread_is_made_later() throws IOException {
    Executor threads = task -> {
      if (!roomForThread) {
        throw new OutOfMemoryError("unable to create native thread");
      }
      task.run();
    };
    Checkpointer checkpoints = new Checkpointer(new DataFiles(folder), table,
        any -> false, threads);
    table.put(new Mutation("users/jane", "1"));
    checkpoints.begin(2);
    assertFalse(checkpoints.await());
    assertFalse(checkpoints.mayBegin(), "Not at once");
    assertEquals("1", table.get("users/jane").json());
    roomForThread = true;
    table.put(new Mutation("users/zoe", "2"));
    checkpoints.begin(3);
    assertTrue(checkpoints.await());
    assertTrue(checkpoints.mayBegin());
    assertEquals(Map.of("users/jane", "1", "users/zoe", "2"),
        table.checkpoint());
    assertEquals(3, checkpoints.newest());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void one_that_fails_is_known_even_if_that_cannot_be_logged(
      boolean isThread) throws IOException {
    PrintStream terminal = System.err;
    Checkpointer checkpoints = new Checkpointer(new DataFiles(folder), table,
        any -> false, isThread ? Runnable::run : task -> {
          throw new OutOfMemoryError("unable to create native thread");
        });
    Path inTheWay = Files.createDirectories(
        folder.resolve("checkpoint.next").resolve("in the way"));
    System.setErr(new PrintStream(new OutputStream() {
      @Override
      public void write(int any) {
        throw new OutOfMemoryError("in a test");
      }
    }));
    try {
      if (isThread) {
        checkpoints.begin(2);
      } else {
        assertThrows(OutOfMemoryError.class, () -> checkpoints.begin(2));
      }
    } finally {
      System.setErr(terminal);
    }
    assertFalse(checkpoints.mayBegin(), "Not at once");
    assertFalse(checkpoints.await());
    Files.delete(inTheWay);
  }

  /** As on Windows, where a file that is mapped cannot be deleted. */
  @Test
  void a_file_that_cannot_be_deleted_yet_is_deleted_later()
      throws IOException {
    DataFiles files = new DataFiles(folder);
    Checkpointer checkpoints =
        new Checkpointer(files, table, any -> false, Runnable::run);
    Path mapped = Files.createDirectories(
        files.checkpoint(1).resolve("as long as this is here"));
    checkpoints.begin(2);
    assertTrue(checkpoints.await());
    assertEquals(Set.of(1L, 2L), files.checkpoints());
    Files.delete(mapped);
    checkpoints.begin(3);
    assertTrue(checkpoints.await());
    assertEquals(Set.of(3L), files.checkpoints());
  }

  @Test
  void what_has_expired_is_left_out_now_and_then_or_when_asked()
      throws IOException {
    Checkpointer checkpoints = new Checkpointer(new DataFiles(folder), table,
        each -> each.json().equals("old"), Runnable::run);
    for (int number = 1; number <= 3; number++) {
      if (number == 3) {
        checkpoints.sweepNext();
      }
      table.put(new Mutation("users/" + number, "old"));
      checkpoints.begin(number);
      assertTrue(checkpoints.await());
      assertEquals(number == 2 ? Map.of("users/2", "old") : Map.of(),
          table.checkpoint(), "checkpoint " + number);
    }
  }
}
