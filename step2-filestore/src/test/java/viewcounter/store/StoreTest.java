package viewcounter.store;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
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
  void holds_what_was_put_across_closing_and_opening() {
    try (Store store = Store.open(folder)) {
      Table<Count> counts = counts(store);
      counts.put("jane", new Count(1));
      counts.put("Zoë 🍋 \"\n", new Count(2));
      counts.put("gone", new Count(3));
      counts.remove("gone");
      counts.remove("never there");
    }
    try (Store store = Store.open(folder)) {
      Table<Count> counts = counts(store);
      assertEquals(new Count(1), counts.get("jane"));
      assertEquals(new Count(2), counts.get("Zoë 🍋 \"\n"));
      assertNull(counts.get("gone"));
      assertEquals(2, counts.keys(count -> true).size());
      counts.remove("jane");
      assertNull(counts.get("jane"));
      assertEquals(List.of("Zoë 🍋 \"\n"), counts.keys(count -> true));
    }
  }

  @Test
  void tables_do_not_mix() {
    try (Store store = Store.open(folder)) {
      counts(store).put("a", new Count(1));
      Table<Count> others = store.table("others", Count.class);
      assertNull(others.get("a"));
      assertEquals(List.of(), others.keys(count -> true));
    }
  }

  @Test
  void add_is_for_new_keys_and_update_for_those_that_are_there() {
    try (Store store = Store.open(folder)) {
      Table<Count> counts = counts(store);
      assertNull(counts.update("jane", Count::next));
      assertNull(counts.get("jane"));
      assertTrue(counts.add("jane", new Count(5)));
      assertFalse(counts.add("jane", new Count(0)));
      assertEquals(new Count(6), counts.update("jane", Count::next));
      assertNull(counts.update("jane", count -> null));
      assertNull(counts.get("jane"));
    }
  }

  @Test
  void parallel_updates_all_count_and_one_of_many_adds_wins()
      throws Exception {
    try (Store store = Store.open(folder)) {
      Table<Count> counts = counts(store);
      List<Boolean> added =
          Concurrently.run(50, () -> counts.add("jane", new Count(0)));
      assertEquals(1, Collections.frequency(added, true));
      Concurrently.run(16, () -> {
        for (int i = 0; i < 100; i++) {
          counts.update("jane", Count::next);
        }
        return null;
      });
      assertEquals(new Count(1600), counts.get("jane"));
    }
  }

  @Test
  void a_change_that_throws_changes_nothing_and_the_store_goes_on() {
    try (Store store = Store.open(folder)) {
      Table<Count> counts = counts(store);
      counts.put("jane", new Count(1));
      assertThrows(ArithmeticException.class, () -> counts.update("jane",
          count -> new Count(1 / (count.value() - 1))));
      assertEquals(new Count(2), counts.update("jane", Count::next));
    }
  }

  @Test
  void each_cut_of_the_journal_opens_to_what_was_saved_before_it()
      throws IOException {
    byte[] journal = journalOf(3);
    for (int length = 0; length <= journal.length; length++) {
      write(Arrays.copyOf(journal, length));
      try (Store store = Store.open(folder)) {
        assertEquals(lines(journal, length),
            counts(store).keys(count -> true).size(), "cut at " + length);
        if (length % 10 == 5) {
          counts(store).put("after", new Count(1));
        }
      }
      assertEquals(lines(journal, length) + (length % 10 == 5 ? 1 : 0),
          reopened().size());
      Files.deleteIfExists(folder.resolve("checkpoint.mapdb"));
    }
  }

  @Test
  void a_flipped_bit_is_never_taken_for_data() throws IOException {
    byte[] journal = journalOf(4);
    for (int i = 0; i < journal.length; i++) {
      byte[] damaged = journal.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      write(damaged);
      try (Store store = Store.open(folder)) {
        for (String key : counts(store).keys(count -> true)) {
          assertEquals(key, "user" + counts(store).get(key).value());
        }
        assertTrue(i >= damaged.length / 4, "byte " + i + " went unnoticed");
      } catch (StartupException e) {
        assertTrue(e.getMessage().contains("is damaged"), e.getMessage());
        assertArrayEquals(damaged,
            Files.readAllBytes(folder.resolve("journal.jsonl")));
      }
      Files.deleteIfExists(folder.resolve("checkpoint.mapdb"));
    }
  }

  @Test
  void a_journal_that_an_editor_has_changed_is_told_and_kept()
      throws IOException {
    String journal = new String(journalOf(4), UTF_8);
    for (byte[] changed : List.of(
        journal.replace("\n", "\r\n").getBytes(UTF_8),
        journal.getBytes(UTF_16), ("\n" + journal).getBytes(UTF_8),
        (journal.substring(0, 100) + "#".repeat(100) + "\n#\n")
            .getBytes(UTF_8))) {
      write(changed);
      StartupException e =
          assertThrows(StartupException.class, () -> Store.open(folder));
      assertTrue(e.getMessage().contains("journal.jsonl is damaged"));
      assertArrayEquals(changed,
          Files.readAllBytes(folder.resolve("journal.jsonl")));
    }
  }

  @Test
  void what_was_answered_while_the_store_closed_is_kept() throws Exception {
    for (int round = 0; round < 10; round++) {
      Store store = Store.open(folder);
      counts(store).add("jane", new Count(0));
      Thread closing = new Thread(store::close);
      List<Integer> answered = Concurrently.run(4, () -> {
        int highest = 0;
        try {
          for (int i = 0; i < 1000; i++) {
            highest = counts(store).update("jane", Count::next).value();
            if (i == 20 && Thread.currentThread().getName().endsWith("1")) {
              closing.start();
            }
          }
        } catch (StoreException e) {
          // it is closed
        }
        return highest;
      });
      closing.join();
      assertTrue(reopened().get("jane") >= Collections.max(answered));
    }
  }

  @Test
  void closing_waits_for_the_change_under_way() throws Exception {
    Store store = Store.open(folder);
    Table<Count> counts = counts(store);
    counts.put("jane", new Count(1));
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch goOn = new CountDownLatch(1);
    CompletableFuture<Count> update = CompletableFuture.supplyAsync(() ->
        counts.update("jane", count -> {
          begun.countDown();
          try {
            goOn.await();
          } catch (InterruptedException e) {
            throw new IllegalStateException(e);
          }
          return count.next();
        }));
    begun.await();
    Thread closing = new Thread(store::close);
    closing.start();
    closing.join(300);
    assertTrue(closing.isAlive(), "It closed under a change");
    goOn.countDown();
    assertEquals(new Count(2), update.get());
    closing.join();
    assertEquals(Map.of("jane", 2), reopened());
  }

  @Test
  void remove_if_removes_what_was_asked_for() {
    try (Store store = Store.open(folder)) {
      Table<Count> counts = counts(store);
      for (int i = 0; i < 50; i++) {
        counts.put("user" + i, new Count(i));
      }
      store.table("counts", String[].class)
          .put("no count", new String[] {"x"});
      counts.removeIf(count -> count.value() < 40);
      assertEquals(10, counts.keys(count -> true).size());
    }
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
  void an_earlier_journal_that_is_cut_is_told_and_kept() throws IOException {
    byte[] cut = Arrays.copyOf(journalOf(2), 100);
    Path earlier =
        Files.write(folder.resolve("earlier-journal.jsonl"), cut);
    StartupException e =
        assertThrows(StartupException.class, () -> Store.open(folder));
    assertTrue(e.getMessage().contains("earlier-journal.jsonl is damaged"));
    assertArrayEquals(cut, Files.readAllBytes(earlier));
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
  void a_checkpoint_that_is_empty_or_damaged_is_told_and_kept()
      throws IOException {
    Path checkpoint = folder.resolve("checkpoint.mapdb");
    for (byte[] content : List.of(new byte[0], new byte[4096],
        "no database".getBytes(UTF_8))) {
      Files.write(checkpoint, content);
      StartupException e =
          assertThrows(StartupException.class, () -> Store.open(folder));
      assertTrue(e.getMessage().contains("checkpoint.mapdb is damaged"));
      assertArrayEquals(content, Files.readAllBytes(checkpoint));
    }
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

  private static int lines(byte[] text, int length) {
    int lines = 0;
    for (int i = 0; i < length; i++) {
      lines += text[i] == '\n' ? 1 : 0;
    }
    return lines;
  }
}
