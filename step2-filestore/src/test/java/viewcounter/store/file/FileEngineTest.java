package viewcounter.store.file;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.FutureTask;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.launch.OwnerOnly;
import viewcounter.launch.StartupException;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.UnitOfWork;
import viewcounter.store.Store;
import viewcounter.store.Stored;
import viewcounter.store.Table;
import viewcounter.testing.Concurrently;
import viewcounter.testing.Skip;

class FileEngineTest {

  record Count(int value) {

    Count next() {
      return new Count(value + 1);
    }
  }

  @TempDir
  Path folder;

  @Test
  void changes_confirmed_while_the_store_closes_are_kept() throws Exception {
    for (int round = 0; round < 10; round++) {
      Store store = Store.open(folder);
      Table<Count> counts = counts(store);
      counts.add("jane", new Count(0));
      int begun = counts.get("jane").value();
      FutureTask<Void> closing = new FutureTask<>(store::close, null);
      List<Integer> answered = Concurrently.run(4, () -> {
        int highest = 0;
        try {
          while (true) { // until it is closed
            UnitOfWork work = store.begin();
            int count = counts.update("jane", Count::next).value();
            work.awaitSaved();
            highest = count;
            if (highest == begun + 50) {
              new Thread(closing, "closing").start();
            }
          }
        } catch (StoreException e) {
          assertEquals("The store is closed", e.getMessage());
          return highest;
        }
      });
      closing.get(30, SECONDS);
      int kept = reopened().get("jane");
      assertTrue(kept >= Collections.max(answered), kept + " " + answered);
      assertTrue(kept <= Collections.max(answered) + 4, kept + " " + answered);
    }
  }

  @Test
  void a_change_that_is_not_on_disk_is_visible_but_not_confirmed()
      throws Exception {
    FaultyDisk disk = new FaultyDisk();
    try (Store store = disk.open(folder)) {
      Table<Count> counts = counts(store);
      disk.hold();
      UnitOfWork writer = store.begin();
      counts.put("jane", new Count(1)); // nobody waits in here
      CompletableFuture<Object> written = new CompletableFuture<>();
      writer.whenSaved(written::complete);
      UnitOfWork reader = store.begin();
      assertEquals(new Count(1), counts.get("jane"));
      CompletableFuture<Object> read = new CompletableFuture<>();
      reader.whenSaved(read::complete);
      awaitWriter();
      assertFalse(written.isDone() || read.isDone());
      disk.work();
      assertNull(written.get(10, SECONDS));
      assertNull(read.get(10, SECONDS));
      assertEquals(Map.of("jane", 1), onDisk());
    }
  }

  @Test
  void a_change_that_cannot_be_saved_is_rolled_back_and_the_store_recovers()
      throws Exception {
    FaultyDisk disk = new FaultyDisk();
    try (Store store = disk.open(folder)) {
      Table<Count> counts = counts(store);
      counts.put("jane", new Count(1));
      counts.put("old", new Count(1));
      store.begin().awaitSaved();
      disk.hold();
      UnitOfWork first = store.begin();
      counts.update("jane", Count::next);
      awaitWriter();
      UnitOfWork second = store.begin();
      counts.update("jane", Count::next); // builds on the first
      counts.remove("old");
      disk.fail();
      assertThrows(StoreException.class, first::awaitSaved);
      assertThrows(StoreException.class, second::awaitSaved);
      assertEquals(new Count(1), counts.get("jane"));
      assertEquals(new Count(1), counts.get("old"));

      UnitOfWork third = store.begin();
      counts.update("jane", Count::next);
      assertThrows(StoreException.class, third::awaitSaved);
      disk.work();
      UnitOfWork fourth = store.begin();
      assertEquals(new Count(2), counts.update("jane", Count::next));
      fourth.awaitSaved();
    }
    assertEquals(Map.of("jane", 2, "old", 1), reopened());
  }

  @Test
  void a_change_of_a_value_that_was_rolled_back_is_rejected()
      throws Exception {
    FaultyDisk disk = new FaultyDisk();
    try (Store store = disk.open(folder)) {
      Table<Count> counts = counts(store);
      counts.put("jane", new Count(1));
      store.begin().awaitSaved();
      disk.hold();
      counts.update("jane", Count::next);
      StoreException e = assertThrows(StoreException.class,
          () -> counts.update("jane", count -> {
            UnitOfWork other = store.begin();
            disk.fail();
            assertThrows(StoreException.class, other::awaitSaved);
            return count.next();
          }));
      assertEquals("Not saved", e.getMessage());
      assertEquals(new Count(1), counts.get("jane"));
      disk.work();
    }
  }

  @Test
  void a_change_that_met_a_full_disk_does_not_come_back() throws Exception {
    FaultyDisk disk = new FaultyDisk();
    try (Store store = disk.open(folder)) {
      Table<Count> counts = counts(store);
      counts.put("jane", new Count(1));
      store.begin().awaitSaved();
      disk.fill();
      UnitOfWork lost = store.begin();
      counts.put("lost", new Count(1));
      assertThrows(StoreException.class, lost::awaitSaved);
      assertEquals(Map.of("jane", 1), onDisk());
      disk.work();
      counts.update("jane", Count::next);
    }
    assertEquals(Map.of("jane", 2), reopened());
  }

  @Test
  void a_store_that_closes_saves_and_confirms_what_is_waiting()
      throws Exception {
    Store store = Store.open(folder);
    UnitOfWork work = store.begin();
    counts(store).put("jane", new Count(1));
    CompletableFuture<Object> answered = new CompletableFuture<>();
    work.whenSaved(answered::complete);
    store.close();
    assertNull(answered.get(10, SECONDS));
    store.close(); // once more does nothing
    assertEquals(Map.of("jane", 1), reopened());
  }

  @Test
  void a_journal_that_a_crash_cut_short_has_what_was_saved_before()
      throws IOException {
    byte[] journal = journalOf(3);
    Files.write(files().journal(1),
        Arrays.copyOf(journal, journal.length - 5));
    try (Store store = Store.open(folder)) {
      assertEquals(Set.of("user0", "user1"), Stored.keys(store, "counts"));
      counts(store).put("after", new Count(1));
    }
    assertEquals(Map.of("user0", 0, "user1", 1, "after", 1), reopened());
  }

  @Test
  void damaged_files_are_reported_kept_and_unlocked() throws IOException {
    byte[] damaged = journalOf(3);
    damaged[10] ^= 1;
    Files.write(files().journal(1), damaged);
    for (int round = 0; round < 2; round++) { // it can be tried again
      StartupException e =
          assertThrows(StartupException.class, () -> Store.open(folder));
      assertTrue(e.getMessage().contains("journal-1.jsonl is damaged"),
          e.getMessage());
      assertArrayEquals(damaged, Files.readAllBytes(files().journal(1)));
    }
  }

  @Test
  void only_the_last_journal_may_be_truncated() throws IOException {
    byte[] journal = journalOf(3);
    Files.write(files().journal(1),
        Arrays.copyOf(journal, journal.length - 5));
    Files.write(files().journal(2), journal);
    StartupException e =
        assertThrows(StartupException.class, () -> Store.open(folder));
    assertTrue(e.getMessage().contains("journal-1.jsonl is damaged"),
        e.getMessage());
    Files.write(files().journal(2), new byte[0]); // begun, and never used
    assertEquals(Map.of("user0", 0, "user1", 1), reopened());
  }

  /** Whatever came between the failed write and the end. */
  @ParameterizedTest
  @CsvSource({"false, false", "false, true", "true, false", "true, true"})
  void a_disk_that_was_full_at_any_write_is_no_damage(boolean canCheckpoint,
      boolean isKilled) throws Exception {
    for (int writes = 0; writes < 12; writes++) {
      Path data = Files.createDirectory(folder.resolve("full" + writes),
          OwnerOnly.folder());
      Path inTheWay = data.resolve("checkpoint.next").resolve("in the way");
      if (!canCheckpoint) {
        Files.createDirectories(inTheWay);
      }
      Path left = isKilled ? folder.resolve("killed" + writes) : data;
      int confirmed = 0;
      FaultyDisk disk = new FaultyDisk();
      try (Store store = disk.open(data)) {
        disk.fillAfter(writes);
        for (int i = 1; i <= 5; i++) {
          if (isSaved(store, i)) {
            confirmed = i;
          } else {
            disk.work();
          }
          try {
            store.removeExpired(); // begins another journal
          } catch (StoreException e) {
            assertFalse(canCheckpoint && confirmed == i, e::toString);
          }
        }
        if (isKilled) {
          copy(data, left);
        }
      }
      Files.deleteIfExists(inTheWay);
      try (Store store = Store.open(left)) {
        Count kept = counts(store).get("jane");
        assertTrue(kept != null && kept.value() >= confirmed, kept + " of "
            + confirmed + ", full after " + writes + " writes");
      }
    }
  }

  private static boolean isSaved(Store store, int count) {
    try {
      UnitOfWork work = store.begin();
      counts(store).put("jane", new Count(count));
      work.awaitSaved();
      return true;
    } catch (StoreException e) {
      return false;
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.createDirectory(to, OwnerOnly.folder());
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  @Test
  void a_listener_is_notified_of_each_change_and_of_nothing_else() {
    List<String> changes = new ArrayList<>();
    try (Store store = Store.open(folder)) {
      Table<Count> counts = counts(store);
      counts.put("before", new Count(1));
      store.onChange((table, key, json) ->
          changes.add(table + " " + key + " " + json));
      counts.put("jane", new Count(1));
      counts.update("jane", Count::next);
      counts.update("jane", count -> count);
      counts.get("jane");
      counts.remove("never there");
      counts.remove("jane");
      counts.put("a/b", new Count(3));
      assertFalse(counts.add("before", new Count(2)));
    }
    assertEquals(List.of("counts jane {\"value\":1}",
        "counts jane {\"value\":2}", "counts jane null",
        "counts a/b {\"value\":3}"), changes);
  }

  @Test
  void a_crash_at_any_moment_of_a_checkpoint_loses_nothing()
      throws IOException {
    byte[] journal = journalOf(5);
    Files.write(files().journal(1), journal);
    Store.open(folder).close();
    byte[] checkpoint = Files.readAllBytes(files().checkpoint(2));
    assertFalse(Files.exists(files().journal(1)));

    // the next one was begun, and the journal is still there
    Files.delete(files().checkpoint(2));
    Files.write(files().journal(1), journal);
    Files.write(files().journal(2), new byte[0]);
    Files.write(folder.resolve("checkpoint.next"),
        Arrays.copyOf(checkpoint, 1000));
    assertEquals(5, reopened().size());

    // it was put in its place, and the journal is still there
    Files.write(files().journal(1), journal);
    assertEquals(5, reopened().size());
    Map<String, Integer> newer = Map.of("user0", 7, "user1", 1, "user2", 2,
        "user3", 3, "user4", 4);
    try (Store store = Store.open(folder)) {
      counts(store).put("user0", new Count(7));
    }
    Files.write(files().journal(1), journal);
    assertEquals(newer, reopened(), "An old journal no longer counts");
  }

  @Test
  void a_checkpoint_is_made_while_changes_go_on_and_none_is_lost()
      throws Exception {
    record Text(String text) {}
    Text large = new Text("a".repeat(1 << 20));
    try (Store store = Store.open(folder)) {
      Table<Text> texts = store.table("texts", Text.class);
      for (int i = 0; i < 40; i++) { // it is due at 16 MB
        texts.put("text" + i % 20, large);
        counts(store).put("count" + i, new Count(i));
        store.begin().awaitSaved();
      }
      await("a checkpoint in place of journals").atMost(30, SECONDS)
          .until(() -> !files().checkpoints().isEmpty()
              && files().journals().size() == 1);
      assertTrue(files().journals().first() > 1);
      assertEquals(large, texts.get("text0"));
      assertEquals(new Count(0), counts(store).get("count0"));
      assertEquals(20, Stored.keys(store, "texts").size());
    }
    assertEquals(40, reopened().size());
  }

  @Test
  void a_checkpoint_that_fails_is_made_later() throws Exception {
    record Text(String text) {}
    Text large = new Text("a".repeat(1 << 20));
    Path inTheWay = Files.createDirectories(
        folder.resolve("checkpoint.next").resolve("in the way"));
    try (Store store = Store.open(folder)) {
      Table<Text> texts = store.table("texts", Text.class);
      for (int i = 0; i < 20; i++) {
        texts.put("text" + i, large);
        store.begin().awaitSaved();
      }
      await("two journals").atMost(30, SECONDS)
          .until(() -> files().journals().size(), is(2));
      counts(store).put("jane", new Count(1)); // it goes on
      store.begin().awaitSaved();
      assertEquals(large, texts.get("text0"));
      assertEquals(Set.of(), files().checkpoints());
    }
    assertEquals(Map.of("jane", 1), onDisk());
    Files.delete(inTheWay);
    assertEquals(Map.of("jane", 1), reopened());
    assertEquals(1, files().checkpoints().size());
    assertEquals(Set.of(), files().journals());
  }

  /** The garbage collector closes each checkpoint that was replaced. */
  @Test
  void old_checkpoints_do_not_stay_open() throws Exception {
    Path open = Path.of("/proc/self/fd");
    Skip.unless(Files.exists(open), "There is no /proc: which files are open"
        + " is not tested");
    for (int round = 0; round < 3; round++) {
      try (Store store = Store.open(folder)) {
        counts(store).put("jane", new Count(round));
      }
    }
    await("no open checkpoint").atMost(30, SECONDS).until(() -> {
      System.gc();
      try (Stream<Path> files = Files.list(open)) {
        return files.noneMatch(file -> {
          try {
            return Files.readSymbolicLink(file).toString()
                .contains(folder + "/checkpoint");
          } catch (IOException e) {
            return false; // it is closed by now
          }
        });
      }
    });
  }

  @Test
  void many_checkpoints_keep_all_that_changed() {
    Map<String, Integer> expected = new TreeMap<>();
    for (int round = 0; round < 5; round++) {
      try (Store store = Store.open(folder)) {
        for (int i = round * 10; i < round * 10 + 30; i++) {
          counts(store).put("user" + i, new Count(round));
          expected.put("user" + i, round);
        }
        counts(store).remove("user" + round);
        expected.remove("user" + round);
      }
    }
    assertEquals(expected, reopened());
  }

  @Test
  void other_users_of_the_system_can_read_nothing() throws IOException {
    Skip.unless(files().folder().getFileSystem()
        .supportedFileAttributeViews().contains("posix"),
        "This system has other rights than owner, group and others");
    Path data = folder.resolve("made").resolve("here");
    for (int round = 1; round <= 3; round++) {
      try (Store store = Store.open(data)) {
        counts(store).put("jane", new Count(round));
      }
      assertEquals("[rwx------, rw-------, rw-------]",
          permissions(data, data.resolve("lock"),
              new DataFiles(data).checkpoint(round + 1)));
    }
    try (Store store = Store.open(data)) {
      counts(store).put("jane", new Count(4));
      assertEquals("[rw-------]",
          permissions(new DataFiles(data).journal(4)));
    }
    Path made = folder.resolve("a file");
    DataFiles.open(made).close(); // from the start, not a moment later
    assertEquals("[rw-------]", permissions(made));
  }

  private static String permissions(Path... paths) throws IOException {
    List<String> permissions = new ArrayList<>();
    for (Path path : paths) {
      permissions.add(PosixFilePermissions.toString(
          Files.getPosixFilePermissions(path)));
    }
    return permissions.toString();
  }

  @Test
  void opening_and_closing_alone_makes_no_checkpoint() throws IOException {
    try (Store store = Store.open(folder)) {
      counts(store).put("jane", new Count(1));
    }
    Set<Long> before = files().checkpoints();
    reopened();
    assertEquals(before, files().checkpoints());
  }

  @Test
  void a_closed_store_says_so() {
    Store store = Store.open(folder);
    Table<Count> counts = counts(store);
    store.close();
    assertThrows(StoreException.class, () -> counts.put("a", new Count(1)));
  }

  @Test
  void a_folder_can_be_open_only_once_at_a_time() {
    try (Store store = Store.open(folder)) {
      StartupException e =
          assertThrows(StartupException.class, () -> Store.open(folder));
      assertTrue(e.getMessage().startsWith("Another program is using"));
      counts(store).put("jane", new Count(1));
    }
    Store.open(folder).close();
  }

  @Test
  void a_folder_that_cannot_be_written_is_reported() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "no folder");
    for (Path path : List.of(file, file.resolve("below"))) {
      StartupException e =
          assertThrows(StartupException.class, () -> Store.open(path));
      assertTrue(e.getMessage().startsWith("Cannot read and write"));
    }
    assertEquals("no folder", Files.readString(file));
  }

  private static Table<Count> counts(Store store) {
    return store.table("counts", Count.class);
  }

  private Map<String, Integer> reopened() {
    try (Store store = Store.open(folder)) {
      Map<String, Integer> values = new TreeMap<>();
      for (String key : Stored.keys(store, "counts")) {
        values.put(key, counts(store).get(key).value());
      }
      return values;
    }
  }

  /** What a crash at this moment would leave. */
  private Map<String, Integer> onDisk() throws IOException {
    Map<String, Integer> values = new TreeMap<>();
    for (long journal : files().journals()) {
      Journal.replay(files().journal(journal), change -> {
        if (change.key().startsWith("counts/")) {
          values.put(change.key().substring(7),
              Integer.parseInt(change.json().replaceAll("\\D", "")));
        }
      });
    }
    return values;
  }

  /** Waits until the writer has taken all changes. */
  private static void awaitWriter() {
    Thread writer = Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("store"))
        .findAny().orElseThrow();
    await("a writer at the disk").atMost(30, SECONDS)
        .until(() -> List.of(writer.getStackTrace()).toString(),
            containsString("FaultyDisk"));
  }

  private DataFiles files() {
    return new DataFiles(folder);
  }

  /** A journal of this many changes, each saved separately. */
  private byte[] journalOf(int changes) throws IOException {
    try (Store store = Store.open(folder)) {
      for (int i = 0; i < changes; i++) {
        counts(store).put("user" + i, new Count(i));
        store.begin().awaitSaved();
      }
      return Files.readAllBytes(files().journal(1));
    } finally {
      Files.delete(files().checkpoint(2));
    }
  }
}
