package viewcounter.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.StartupException;
import viewcounter.testing.Concurrently;

class StoreTest {

  record Count(int value) {

    Count next() {
      return new Count(value + 1);
    }
  }

  @TempDir
  Path folder;

  @Test
  void what_was_answered_while_the_store_closed_is_kept() throws Exception {
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
            highest = counts.update("jane", Count::next).value();
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
      assertEquals(Map.of("jane", Collections.max(answered)), reopened());
    }
  }

  @Test
  void closing_waits_for_the_change_in_progress() throws Exception {
    Store store = Store.open(folder);
    Table<Count> counts = counts(store);
    counts.put("jane", new Count(1));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Count> update = CompletableFuture.supplyAsync(() ->
        counts.update("jane", count -> {
          begun.countDown();
          try {
            assertTrue(goOn.await(60, SECONDS), "Nobody lets it go on");
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return count.next();
        }));
    assertTrue(begun.await(30, SECONDS));
    FutureTask<Void> closing = new FutureTask<>(store::close, null);
    Thread thread = new Thread(closing, "closing");
    thread.start();
    long end = System.nanoTime() + SECONDS.toNanos(30);
    while (thread.getState() != Thread.State.WAITING && thread.isAlive()) {
      assertTrue(System.nanoTime() < end, "It neither waits nor closes");
      Thread.onSpinWait();
    }
    assertTrue(thread.isAlive(), "It closed under a change");
    goOn.countDown();
    assertEquals(new Count(2), update.get(30, SECONDS));
    closing.get(30, SECONDS);
    assertEquals(Map.of("jane", 2), reopened());
  }

  @Test
  void a_journal_that_a_crash_cut_short_opens_to_what_was_saved()
      throws IOException {
    byte[] journal = journalOf(3);
    write(Arrays.copyOf(journal, journal.length - 5));
    try (Store store = Store.open(folder)) {
      assertEquals(2, counts(store).keys(count -> true).size());
      counts(store).put("after", new Count(1));
    }
    assertEquals(Map.of("user0", 0, "user1", 1, "after", 1), reopened());
  }

  @Test
  void what_is_damaged_is_told_kept_and_let_go() throws IOException {
    byte[] damaged = journalOf(3);
    damaged[10] ^= 1;
    write(damaged);
    for (int round = 0; round < 2; round++) { // it can be tried again
      StartupException e =
          assertThrows(StartupException.class, () -> Store.open(folder));
      assertTrue(e.getMessage().contains("journal.jsonl is damaged"),
          e.getMessage());
      assertArrayEquals(damaged,
          Files.readAllBytes(folder.resolve("journal.jsonl")));
    }
  }

  @Test
  void who_listens_is_told_of_each_change_and_of_nothing_else() {
    List<String> told = new ArrayList<>();
    try (Store store = Store.open(folder)) {
      Table<Count> counts = counts(store);
      counts.put("before", new Count(1));
      store.onChange((table, key, json) ->
          told.add(table + " " + key + " " + json));
      counts.put("jane", new Count(1));
      counts.put("jane", new Count(1));
      counts.update("jane", Count::next);
      counts.get("jane");
      counts.remove("never there");
      counts.remove("jane");
      assertFalse(counts.add("before", new Count(2)));
      BrokenDisk.under(store);
      assertThrows(StoreException.class,
          () -> counts.put("lost", new Count(1)));
    }
    assertEquals(List.of("counts jane {\"value\":1}",
        "counts jane {\"value\":2}", "counts jane null",
        "broken disk before \"\""), told);
  }

  @Test
  void what_has_nothing_to_save_goes_on_when_the_disk_fails()
      throws Exception {
    try (Store store = Store.open(folder)) {
      Table<Count> counts = counts(store);
      counts.put("last", new Count(0));
      BrokenDisk.under(store);
      List<Integer> failed = Concurrently.run(8, () -> {
        int failures = 0;
        for (int i = 0; i < 200; i++) {
          counts.remove("never there");
          try {
            counts.update("last", Count::next);
          } catch (StoreException e) {
            failures++;
          }
        }
        return failures;
      });
      assertEquals(Collections.nCopies(8, 200), failed);
    }
  }

  @Test
  void a_crash_at_any_moment_of_a_checkpoint_loses_nothing()
      throws IOException {
    byte[] journal = journalOf(5);
    write(journal);
    Store.open(folder).close();
    byte[] checkpoint = Files.readAllBytes(folder.resolve("checkpoint.mapdb"));

    // the next one was begun, and the journal is still there
    Files.delete(folder.resolve("checkpoint.mapdb"));
    write(journal);
    Files.write(folder.resolve("checkpoint.mapdb.next"),
        Arrays.copyOf(checkpoint, 1000));
    assertEquals(5, reopened().size());

    // it was put in its place, and the journal is still there
    write(journal);
    Files.write(folder.resolve("checkpoint.mapdb"), checkpoint);
    assertEquals(5, reopened().size());
  }

  @Test
  void a_crash_while_a_checkpoint_is_made_beside_the_store_loses_nothing()
      throws IOException {
    byte[] journal = journalOf(5);
    int half = new String(journal, UTF_8).indexOf("\n") + 1;
    write(Arrays.copyOfRange(journal, half, journal.length));
    Path earlier = Files.write(folder.resolve("earlier-journal.jsonl"),
        Arrays.copyOf(journal, half));
    assertEquals(5, reopened().size());
    assertFalse(Files.exists(earlier)); // it is in a checkpoint now
    assertEquals(5, reopened().size());
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
  void what_could_not_be_saved_is_not_seen_and_the_rest_can_be_read() {
    try (Store store = Store.open(folder)) {
      Table<Count> counts = counts(store);
      counts.put("jane", new Count(1));
      BrokenDisk.under(store);
      assertThrows(StoreException.class,
          () -> counts.update("jane", Count::next));
      assertEquals(new Count(1), counts.get("jane"));
    }
    try (Store store = Store.open(folder)) {
      assertEquals(new Count(2), counts(store).update("jane", Count::next));
    }
  }

  @Test
  void a_closed_store_says_so() {
    Store store = Store.open(folder);
    Table<Count> counts = counts(store);
    store.close();
    assertThrows(StoreException.class, () -> counts.put("a", new Count(1)));
  }

  @Test
  void a_folder_is_opened_once_at_a_time() {
    try (Store store = Store.open(folder)) {
      StartupException e =
          assertThrows(StartupException.class, () -> Store.open(folder));
      assertTrue(e.getMessage().startsWith("Another program works with"));
      counts(store).put("jane", new Count(1));
    }
    Store.open(folder).close();
  }

  @Test
  void a_folder_that_cannot_be_written_is_told() throws IOException {
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
      for (String key : counts(store).keys(count -> true)) {
        values.put(key, counts(store).get(key).value());
      }
      return values;
    }
  }

  /** The journal of that many changes, each saved for itself. */
  private byte[] journalOf(int changes) throws IOException {
    try (Store store = Store.open(folder)) {
      for (int i = 0; i < changes; i++) {
        counts(store).put("user" + i, new Count(i));
      }
      return Files.readAllBytes(folder.resolve("journal.jsonl"));
    } finally {
      Files.delete(folder.resolve("checkpoint.mapdb"));
    }
  }

  private void write(byte[] journal) throws IOException {
    Files.write(folder.resolve("journal.jsonl"), journal);
  }
}
