package viewcounter.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.store.Store;
import viewcounter.store.TableContract;
import viewcounter.store.engine.StoreException;

/** A table in files. */
class FileTableTest extends TableContract {

  @TempDir
  Path folder;

  private final FaultyDisk disk = new FaultyDisk();

  @Override
  protected Store openStore() {
    return disk.open(folder);
  }

  @Test
  void what_changes_nothing_is_not_saved() throws IOException {
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
  void remove_expired_keeps_what_has_changed_meanwhile() {
    counts.put("jane", new Count(1));
    AtomicInteger asked = new AtomicInteger();
    old(count -> asked.getAndIncrement() == 0).removeExpired();
    assertEquals(2, asked.get());
    assertEquals(new Count(1), counts.get("jane"));
  }

  @Test
  void what_cannot_be_removed_is_reported() {
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
  void what_is_stored_can_be_read_by_people() throws IOException {
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
