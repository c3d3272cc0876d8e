package viewcounter.store.file;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.APPEND;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.launch.StartupException;
import viewcounter.store.engine.Mutation;

class JournalTest {

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = folder.resolve("journal");
  }

  @Test
  void it_holds_what_was_appended_in_order() throws IOException {
    List<Mutation> first = List.of(mutation("jane", "{\"views\":1}"),
        mutation("Zoë 🍋 \"\n", "\"a\\nb\""));
    List<Mutation> second = List.of(mutation("jane", null),
        new Mutation("others/jane", "2"));
    try (Journal journal = journal(0)) {
      journal.append(entries(first));
      journal.append(entries(second));
      assertEquals(Files.size(file), journal.size());
    }
    assertEquals(List.of(first.get(0), first.get(1), second.get(0),
        second.get(1)), replayed());
    assertEquals(2, Files.readAllLines(file).size());
  }

  @Test
  void what_a_killed_program_has_written_is_forced_before_it_is_used()
      throws IOException {
    try (Journal journal = journal(0)) {
      journal.append(entries(mutations(1)));
    }
    FaultyDisk disk = new FaultyDisk();
    new Journal(file, Files.size(file), disk).close();
    assertEquals(List.of(true),
        disk.operations().stream().map(each -> each.isForce()).toList());
  }

  @Test
  void a_value_may_be_deeper_than_Gson_reads_by_default()
      throws IOException {
    String deep = "[".repeat(1000) + "]".repeat(1000);
    try (Journal journal = journal(0)) {
      journal.append(entry("jane", deep));
    }
    assertEquals(deep, replayed().get(0).json());
  }

  @Test
  void a_change_is_written_and_forced_once() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    try (Journal journal = new Journal(file, 0, disk)) {
      for (int i = 1; i <= 2; i++) {
        journal.append(entry("user" + i, "1"));
        assertEquals(2 * i, disk.operations().size());
        assertTrue(disk.operations().get(2 * i - 1).isForce());
      }
    }
  }

  @Test
  void a_write_that_the_disk_cuts_short_is_continued() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    disk.takeAtOnce(7);
    try (Journal journal = new Journal(file, 0, disk)) {
      journal.append(entries(mutations(1)));
      journal.append(entry("user1", "1"));
    }
    assertEquals(mutations(2), replayed());
  }

  @Test
  void the_remains_of_a_crash_are_cut_off_before_anything_follows()
      throws IOException {
    try (Journal journal = journal(0)) {
      journal.append(entries(mutations(1)));
    }
    long end = Files.size(file);
    Files.writeString(file, "x".repeat(1000), APPEND);
    try (Journal journal = journal(end)) {
      journal.append(entry("user1", "1"));
    }
    assertEquals(mutations(2), replayed());
  }

  @Test
  void a_cut_that_was_not_forced_is_repeated() throws IOException {
    FaultyDisk disk = new FaultyDisk();
    try (Journal journal = new Journal(file, 0, disk)) {
      journal.append(entries(mutations(1)));
      disk.fail();
      assertThrows(IOException.class,
          () -> journal.append(entries(mutations(2))));
      assertThrows(IOException.class, journal::cutOff);
      disk.work();
      int before = disk.operations().size();
      journal.cutOff();
      assertTrue(disk.operations().subList(before, disk.operations().size())
          .stream().anyMatch(FaultyDisk.Operation::isForce));
    }
  }

  @Test
  void the_remains_of_a_failed_write_are_cut_off_by_the_next_one()
      throws IOException {
    FaultyDisk disk = new FaultyDisk();
    try (Journal journal = new Journal(file, 0, disk)) {
      journal.append(entries(mutations(1)));
      long size = journal.size();
      disk.fail();
      assertThrows(IOException.class,
          () -> journal.append(entry("lost", "1")));
      disk.work();
      disk.fill();
      assertThrows(IOException.class,
          () -> journal.append(entry("lost too", "1".repeat(1000))));
      assertTrue(Files.size(file) > size, "Something was left");
      assertEquals(size, journal.size());
      disk.work();
      journal.append(entry("user1", "1"));
    }
    assertEquals(mutations(2), replayed());
  }

  @Test
  void a_journal_truncated_anywhere_has_what_was_saved_before()
      throws IOException {
    byte[] whole = journalOf(3);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      int lines = lines(whole, length);
      assertEquals(mutations(lines), replayed(), "cut at " + length);
      try (Journal journal = journal(lines * whole.length / 3)) {
        journal.append(entry("user" + lines, "" + lines));
      }
      assertEquals(mutations(lines + 1), replayed(), "cut at " + length);
    }
  }

  @Test
  void a_flipped_bit_is_never_taken_for_data() throws IOException {
    byte[] whole = journalOf(4);
    int lastLine = whole.length / 4 * 3; // all lines have the same length
    for (int i = 0; i < whole.length; i++) {
      byte[] damaged = whole.clone();
      damaged[i] ^= (byte) (1 << (i % 8));
      Files.write(file, damaged);
      if (i < lastLine - 1) {
        assertIsDamaged(file, damaged);
      } else if (i >= lastLine) { // as if a crash had cut it short
        assertEquals(mutations(3), replayed(), "byte " + i);
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"'half a line', true", "'no change\n', true",
      "'no change\nx', false", "'no change\n\n', false", "'\n', true"})
  void one_incomplete_line_is_cut_off_and_more_are_damage(String rest,
      boolean cutOff) throws IOException {
    byte[] journal = journalOf(2);
    byte[] longer = (new String(journal, UTF_8) + rest).getBytes(UTF_8);
    Files.write(file, longer);
    if (cutOff) {
      assertEquals(journal.length, Journal.replay(file, change -> {}));
    } else {
      assertIsDamaged(file, longer);
    }
  }

  @Test
  void a_change_by_an_editor_is_reported_and_kept() throws IOException {
    String journal = new String(journalOf(4), UTF_8);
    for (byte[] changed : List.of(
        journal.replace("\n", "\r\n").getBytes(UTF_8),
        journal.getBytes(UTF_16), ("\n" + journal).getBytes(UTF_8))) {
      Files.write(file, changed);
      assertIsDamaged(file, changed);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"{", "1}", "1},\"changes\":5,\"x\":{\"y\":1"})
  void an_invalid_record_is_damage_even_with_a_correct_checksum(String json)
      throws IOException {
    byte[] line = JournalRecord.of(entry("jane", json));
    Files.write(file, line);
    assertIsDamaged(file, line);
  }

  @Test
  void a_closed_journal_saves_nothing() throws IOException {
    Journal journal = journal(0);
    journal.close();
    assertThrows(IOException.class, () -> journal.append(entries(mutations(1))));
    assertEquals(0, Files.size(file));
  }

  private void assertIsDamaged(Path which, byte[] content)
      throws IOException {
    StartupException e =
        assertThrows(StartupException.class, this::replayed);
    assertTrue(e.getMessage().startsWith(which + " is damaged"),
        e.getMessage());
    assertArrayEquals(content, Files.readAllBytes(which));
  }

  private Journal journal(long end) throws IOException {
    return new Journal(file, end, Journal.Disk.REAL);
  }

  private List<Mutation> replayed() throws IOException {
    List<Mutation> changes = new ArrayList<>();
    Journal.replay(file, changes::add);
    return changes;
  }

  /** A journal of this many changes, each on its own line. */
  private byte[] journalOf(int changes) throws IOException {
    Path path = folder.resolve("made");
    Files.deleteIfExists(path);
    try (Journal journal = new Journal(path, 0, Journal.Disk.REAL)) {
      for (Mutation change : mutations(changes)) {
        journal.append(entries(List.of(change)));
      }
    }
    return Files.readAllBytes(path);
  }

  private static List<Mutation> mutations(int number) {
    List<Mutation> changes = new ArrayList<>();
    for (int i = 0; i < number; i++) {
      changes.add(mutation("user" + i, "" + i));
    }
    return changes;
  }

  private static List<JournalEntry> entries(List<Mutation> changes) {
    return changes.stream().map(JournalEntry::new).toList();
  }

  private static List<JournalEntry> entry(String key, String json) {
    return entries(List.of(mutation(key, json)));
  }

  private static Mutation mutation(String key, String json) {
    return new Mutation("users/" + key, json);
  }

  private static int lines(byte[] text, int length) {
    int lines = 0;
    for (int i = 0; i < length; i++) {
      lines += text[i] == '\n' ? 1 : 0;
    }
    return lines;
  }
}
