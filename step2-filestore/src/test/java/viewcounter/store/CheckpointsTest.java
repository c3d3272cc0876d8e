package viewcounter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.store.Mutation.Key;

class CheckpointsTest {

  private static final int LIMIT = 16 * 1024 * 1024;
  private static final Key LARGE = new Key("texts", "large");
  private static final Key SMALL = new Key("texts", "small");

  @TempDir
  Path folder;

  private MemTable contents;
  private Journal journal;
  private Checkpoints checkpoints;

  @BeforeEach
  void open() throws IOException {
    contents = new MemTable(folder.resolve("checkpoint.mapdb"));
    journal = new Journal(folder.resolve("journal.jsonl"));
    checkpoints = new Checkpoints(contents, journal);
  }

  @AfterEach
  void close() throws IOException {
    contents.close();
    journal.close();
  }

  @Test
  void one_that_is_made_has_all_that_the_journal_had() throws IOException {
    save(SMALL, "1");
    checkpoints.make();
    assertEquals(0, journal.size());
    assertFalse(journal.hasEarlier());
    assertEquals("1", contents.get(SMALL));
    assertEquals("1", inCheckpoint(SMALL));
  }

  @Test
  void none_is_due_until_the_journal_has_more_than_16_megabytes()
      throws IOException {
    fillJournal(LIMIT);
    checkpoints.beginIfDue();
    assertFalse(journal.hasEarlier());
    assertEquals(LIMIT, journal.size());
  }

  @Test
  void one_that_is_due_is_made_while_changes_go_on() throws IOException {
    fillJournal(LIMIT + 1);
    checkpoints.beginIfDue();
    assertEquals(0, journal.size());
    save(SMALL, "1");
    checkpoints.beginIfDue(); // not due
    checkpoints.await();
    assertFalse(journal.hasEarlier());
    assertTrue(journal.size() > 0);
    assertEquals(contents.get(LARGE), inCheckpoint(LARGE));
    assertEquals("1", contents.get(SMALL));
    assertNull(inCheckpoint(SMALL));
  }

  @Test
  void what_one_that_failed_was_to_have_is_still_in_the_journal()
      throws IOException {
    Files.createDirectories(
        folder.resolve("checkpoint.mapdb.next").resolve("in the way"));
    fillJournal(LIMIT + 1);
    checkpoints.beginIfDue();
    IOException e =
        assertThrows(IOException.class, () -> checkpoints.await());
    assertEquals("There is no new checkpoint", e.getMessage());
    assertTrue(journal.hasEarlier());
    try (Journal again = new Journal(folder.resolve("journal.jsonl"))) {
      assertEquals(List.of(new Mutation(LARGE, contents.get(LARGE))),
          again.replay());
    }
  }

  private void save(Key key, String json) throws IOException {
    List<Mutation> changes = List.of(new Mutation(key, json));
    journal.append(changes);
    contents.apply(changes);
  }

  private void fillJournal(int bytes) throws IOException {
    int rest = JournalRecord.of(List.of(new Mutation(LARGE, "\"\""))).length()
        + "\n".length();
    save(LARGE, "\"" + "a".repeat(bytes - rest) + "\"");
    assertEquals(bytes, journal.size());
  }

  private String inCheckpoint(Key key) throws IOException {
    Path copy = folder.resolve("copy");
    Files.deleteIfExists(copy);
    Files.copy(folder.resolve("checkpoint.mapdb"), copy);
    try (Checkpoint checkpoint = new Checkpoint(copy)) {
      return checkpoint.get(key);
    }
  }
}
