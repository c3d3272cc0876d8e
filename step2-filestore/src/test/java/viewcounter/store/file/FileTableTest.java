package viewcounter.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.persistence.StoreException;
import viewcounter.store.Store;
import viewcounter.store.TableContract;

/** A table in files. */
class FileTableTest extends TableContract {

  private static final int MANY = 1500;

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
  void records_that_expire_leave_the_disk_without_a_line_in_the_journal()
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
    });
    store.removeExpired();
    store.begin().awaitSaved();
    assertEquals(Set.of("jane", "robert"), keys());
    assertEquals(new Count(3), counts.get("robert"));
    assertEquals(Set.of("counts/jane"),
        Checkpoint.open(files, 2).keySet());
    String journal = Files.readString(files.journal(2));
    assertTrue(journal.contains("counts/robert"));
    assertFalse(journal.contains("counts/old"));
  }

  @Test
  void the_last_checkpoint_is_without_what_has_expired() throws IOException {
    old(count -> count.value() == 1).put("old", new Count(1));
    counts.put("jane", new Count(2));
    store.close();
    assertEquals(Set.of("counts/jane"), Checkpoint.open(
        new DataFiles(folder), 2).keySet());
  }

  @Test
  void a_failed_removal_is_reported() throws IOException {
    counts.put("jane", new Count(1));
    old(count -> count.value() == 1);
    Path inTheWay = Files.createDirectories(
        folder.resolve("checkpoint.next").resolve("in the way"));
    assertThrows(StoreException.class, store::removeExpired);
    assertEquals(Set.of("jane"), keys());
    Files.delete(inTheWay);
    store.removeExpired();
    assertEquals(Set.of(), keys());
    store.close();
    assertThrows(StoreException.class, store::removeExpired);
  }

  /** An interrupt closes each file that its thread uses. */
  @Test
  void an_interrupt_of_who_asks_for_the_removal_harms_no_file() {
    old(count -> count.value() == 1).put("old", new Count(1));
    Thread.currentThread().interrupt();
    store.removeExpired();
    assertTrue(Thread.interrupted(), "It still knows of it");
    assertEquals(Set.of(), keys());
    counts.put("jane", new Count(2));
    store.begin().awaitSaved();
    assertEquals(Set.of("jane"), keys());
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
