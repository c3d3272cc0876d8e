package viewcounter.store.file;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.StartupException;
import viewcounter.store.engine.Mutation;

class FileSnapshotTest {

  @TempDir
  Path folder;

  @Test
  void has_what_is_in_the_checkpoint_and_all_journals_since()
      throws IOException {
    DataFiles files = new DataFiles(folder);
    Checkpoint.make(files, 3, new TreeMap<>(Map.of("numbers/a", "1",
        "numbers/b", "1", "numbers/c", "1")), Map.of(), any -> false);
    append(files.journal(2), new Mutation("numbers/old", "0"));
    append(files.journal(3), new Mutation("numbers/b", "2"),
        new Mutation("numbers/c", "2"));
    append(files.journal(10), new Mutation("numbers/c", "3"));
    Files.writeString(files.journal(10), "half a li", APPEND);
    assertEquals(Map.of("numbers/a", "1", "numbers/b", "2", "numbers/c", "3"),
        FileSnapshot.of(folder));
  }

  @Test
  void is_whole_whatever_the_program_deletes_meanwhile() throws Exception {
    DataFiles files = new DataFiles(folder);
    Map<String, String> all = Map.of("numbers/a", "1");
    Checkpoint.make(files, 1, new TreeMap<>(all), Map.of(), any -> false);
    for (int number = 2; number < 1000; number++) {
      Path next = Files.copy(files.checkpoint(number - 1),
          folder.resolve("checkpoint.next"));
      int newest = number;
      FutureTask<Void> replacing = new FutureTask<>(() -> {
        for (int i = 0; i < newest * 100; i++) { // at another moment each time
          Thread.onSpinWait();
        }
        Files.move(next, files.checkpoint(newest));
        files.deleteBefore(newest);
        return null;
      });
      new Thread(replacing, "replacing").start();
      assertEquals(all, FileSnapshot.of(folder));
      replacing.get(10, SECONDS);
    }
  }

  @Test
  void reports_a_damaged_journal() throws IOException {
    DataFiles files = new DataFiles(folder);
    append(files.journal(1), new Mutation("numbers/a", "1"));
    Files.writeString(files.journal(1), "damage\n\n", APPEND);
    StartupException e = assertThrows(StartupException.class,
        () -> FileSnapshot.of(folder));
    assertTrue(e.getMessage().contains("journal-1.jsonl is damaged"),
        e.getMessage());
  }

  @Test
  void is_empty_if_nothing_is_stored() {
    assertEquals(Map.of(), FileSnapshot.of(folder));
    assertEquals(Map.of(), FileSnapshot.of(folder.resolve("none")));
  }

  private static void append(Path path, Mutation... changes)
      throws IOException {
    try (Journal journal = new Journal(path, 0, Journal.Disk.REAL)) {
      journal.append(Stream.of(changes).map(JournalEntry::new).toList());
    }
  }
}
