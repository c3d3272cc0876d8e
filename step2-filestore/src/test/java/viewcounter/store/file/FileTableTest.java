package viewcounter.store.file;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.persistence.StoreException;
import viewcounter.store.Store;
import viewcounter.store.Stored;
import viewcounter.store.TableContract;

/** A table in files. */
class FileTableTest extends TableContract {

  private static final int MANY = 1500; // more than are removed one by one

  @TempDir
  Path folder;

  private final FaultyDisk disk = new FaultyDisk();

  @Override
  protected Store openStore() {
    return disk.open(folder);
  }

  @Test
  void an_update_that_changes_nothing_is_not_saved() throws IOException {
    counts.put("jane", new Count(1));
    long size = journalSize();
    counts.update("jane", count -> count);
    counts.add("jane", new Count(2));
    counts.remove("never there");
    assertEquals(size, journalSize());
    counts.put("jane", new Count(2));
    assertTrue(journalSize() > size);
  }

  @Test
  void remove_expired_keeps_what_changed_meanwhile() {
    counts.put("jane", new Count(1));
    AtomicInteger asked = new AtomicInteger();
    old(count -> asked.getAndIncrement() == 0).removeExpired();
    assertEquals(2, asked.get());
    assertEquals(new Count(1), counts.get("jane"));
  }

  @Test
  void many_records_expire_without_a_line_in_the_journal_or_space_on_disk()
      throws IOException {
    for (int i = 0; i < MANY; i++) {
      counts.put("old" + i, new Count(1));
    }
    counts.put("jane", new Count(2));
    counts.put("robert", new Count(1));
    store.begin().awaitSaved();
    DataFiles files = new DataFiles(folder);
    old(count -> {
      if (Files.exists(files.journal(2))) { // the next checkpoint is made
        counts.put("robert", new Count(3));
      }
      return count.value() == 1;
    }).removeExpired();
    store.begin().awaitSaved();
    assertEquals(Set.of("jane", "robert"), keys());
    assertEquals(new Count(3), counts.get("robert"));
    assertEquals(Set.of("counts/jane"),
        Checkpoint.open(files.checkpoint(2)).keySet());
    String journal = Files.readString(files.journal(2));
    assertTrue(journal.contains("counts/robert"));
    assertFalse(journal.contains("counts/old"));
  }

  @Test
  void a_store_that_closes_does_not_wait_until_many_have_been_left_out()
      throws Exception {
    for (int i = 0; i < MANY; i++) {
      counts.put("old" + i, new Count(1));
    }
    store.begin().awaitSaved();
    AtomicInteger asked = new AtomicInteger();
    FutureTask<Void> closing = new FutureTask<>(store::close, null);
    old(count -> {
      if (Files.exists(new DataFiles(folder).journal(2))
          && asked.getAndIncrement() == 0) {
        new Thread(closing).start();
        assertDoesNotThrow(() -> Thread.sleep(500)); // it closes by then
      }
      return count.value() == 1;
    }).removeExpired();
    closing.get();
    assertEquals(1, asked.get());
    store = openStore();
    assertEquals(MANY, Stored.keys(store, "counts").size());
  }

  @Test
  void a_failed_removal_is_reported() {
    counts.put("jane", new Count(1));
    store.begin().awaitSaved();
    disk.fail();
    assertThrows(StoreException.class,
        () -> old(count -> count.value() == 1).removeExpired());
    assertEquals(new Count(1), counts.get("jane"));
    disk.work();
    old(count -> count.value() == 1).removeExpired();
    assertEquals(Set.of(), keys());
  }

  @Test
  void stored_data_is_readable_by_people() throws IOException {
    store.table("texts", String.class).put("a", "<b>'Zoë' & \"co\"</b>");
    store.begin().awaitSaved();
    assertTrue(Files.readString(folder.resolve("journal-1.jsonl"))
        .contains("<b>'Zoë' & \\\"co\\\"</b>"));
  }

  private long journalSize() throws IOException {
    store.begin().awaitSaved();
    return Files.size(folder.resolve("journal-1.jsonl"));
  }
}
