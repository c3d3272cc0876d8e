package viewcounter.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.launch.OwnerOnly;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.testing.Skip;
import viewcounter.testing.StepProcess;

/** What is in the store after a crash. */
class CrashTest {

  private static final int ROUNDS = Integer.getInteger("rounds", 1);

  @TempDir
  Path folder;

  /** Or a power failure could leave neither the journal nor the checkpoint. */
  @Test
  void a_journal_is_deleted_only_when_its_checkpoint_is_on_disk()
      throws Exception {
    Skip.withoutStrace("the order of forcing and deleting is not tested");
    Path data = Files.createDirectory(folder.resolve("data"),
        OwnerOnly.folder());
    Path log = folder.resolve("strace.log");
    StepProcess program = StepProcess.launchUnder(List.of("strace", "-f", "-qq",
        "-y", "-o", log.toString(), "-e", "trace=pwrite64,fsync,rename,unlink"),
        SaveSome.class, data.toString());
    assertEquals(0, program.exitCode(), program::output);
    List<String> order = List.of("pwrite64 checkpoint.next",
        "fsync checkpoint.next", "rename checkpoint.next", "fsync data",
        "unlink journal-1.jsonl");
    List<String> calls = new ArrayList<>(List.of("nothing yet"));
    for (String line : Files.readAllLines(log)) {
      String call = line.replaceFirst(
          "\\d+ +(\\w+)\\((?:\\d+<|\")[^>\"]*/([^>\"/]*)[>\"].*", "$1 $2");
      if (order.contains(call) && !calls.get(calls.size() - 1).equals(call)) {
        calls.add(call);
      }
    }
    int end = calls.indexOf("unlink journal-1.jsonl") + 1;
    assertEquals(order, calls.subList(Math.max(0, end - 5), end));
  }

  /** Each moment of each kind, as far as it gets: {@code -Drounds=1000}. */
  @ParameterizedTest
  @CsvSource({"pwrite64, 2, journal-1.jsonl", "fdatasync, 4, journal-1.jsonl",
      "pwrite64, 1, journal-2.jsonl", "fdatasync, 1, journal-2.jsonl",
      "unlink, 1, journal-1.jsonl", "pwrite64, 1, checkpoint.next",
      "pwrite64, 2, checkpoint.next", "pwrite64, 3, checkpoint.next",
      "pwrite64, 6, checkpoint.next", "fsync, 1, checkpoint.next",
      "fsync, 2, checkpoint.next", "rename, 1, checkpoint.next",
      "fsync, 1, ''"})
  void a_kill_at_any_moment_of_saving_loses_nothing(String call, int number,
      String file) throws Exception {
    Skip.withoutStrace("kills at each moment of a write are not tested");
    assertTrue(killAt(call, number, file), "It does not get that far");
    int more = 1;
    while (more < ROUNDS && killAt(call, number + more, file)) {
      more++;
    }
  }

  /**
   * Has the system kill the program where one of its threads makes a call for
   * the n-th time, for a file or, without a name, the folder. Returns whether
   * it got that far.
   */
  private boolean killAt(String call, int number, String file)
      throws Exception {
    Path data = Files.createTempDirectory(folder, "data");
    List<String> strace = List.of("strace", "-f", "-qq",
        "-o", folder.resolve("strace.log").toString(), "-e", "trace=" + call,
        "-e", "inject=" + call + ":signal=KILL:when=" + number,
        "-P", data.resolve(file).toString());
    StepProcess program = StepProcess.launchUnder(strace, SaveSome.class,
        data.toString());
    int exitCode = program.exitCode();
    int saved = program.output().split("saved", -1).length - 1;
    for (int round = 0; round < 2; round++) { // also once more
      try (Store store = Store.open(data)) {
        Table<SaveSome.Value> values =
            store.table("values", SaveSome.Value.class);
        for (int i = 0; i < SaveSome.VALUES; i++) {
          SaveSome.Value value = values.get("value" + i);
          if (value != null || i < saved) {
            assertEquals(SaveSome.Value.of(i), value,
                file + " " + call + " " + number + ", value " + i + " of " + saved);
          }
        }
      }
    }
    return exitCode != 0;
  }
}
