package viewcounter.store;

import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_8;
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
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.launch.StartupException;
import viewcounter.store.Mutation.Key;

class JournalTest {

  @TempDir
  Path folder;

  private Path file;
  private Path earlier;

  @BeforeEach
  void nameTheFiles() {
    file = folder.resolve("journal.jsonl");
    earlier = folder.resolve("earlier-journal.jsonl");
  }

  @Test
  void it_holds_what_was_appended_in_its_order() throws IOException {
    List<Mutation> first = List.of(mutation("jane", "{\"views\":1}"),
        mutation("Zoë 🍋 \"\n", "\"a\\nb\""));
    List<Mutation> second = List.of(mutation("jane", null),
        new Mutation(new Key("others", "jane"), "2"));
    try (Journal journal = new Journal(file)) {
      assertEquals(List.of(), journal.replay());
      journal.append(first);
      journal.append(second);
    }
    assertEquals(List.of(first.get(0), first.get(1), second.get(0),
        second.get(1)), replayed());
    assertEquals(2, Files.readAllLines(file).size());
  }

  @Test
  void what_is_appended_after_a_replay_comes_after_it() throws IOException {
    byte[] journal = journalOf(2);
    Files.write(file, journal);
    try (Journal again = new Journal(file)) {
      assertEquals(2, again.replay().size());
      assertEquals(journal.length, again.size());
      again.append(List.of(mutation("user2", "2")));
      assertTrue(again.size() > journal.length);
    }
    assertEquals(mutations(3), replayed());
  }

  @Test
  void each_cut_of_the_journal_opens_to_what_was_saved_before_it()
      throws IOException {
    byte[] whole = journalOf(3);
    for (int length = 0; length <= whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));
      int lines = lines(whole, length);
      try (Journal journal = new Journal(file)) {
        assertEquals(mutations(lines), journal.replay(), "cut at " + length);
        journal.append(List.of(mutation("user" + lines, "" + lines)));
      }
      assertEquals(mutations(lines + 1), replayed(), "cut at " + length);
    }
  }

  @Test
  void a_flipped_bit_is_never_taken_for_data() throws IOException {
    byte[] whole = journalOf(4);
    int lastLine = whole.length / 4 * 3; // all lines are of one length
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
  void one_line_that_is_not_whole_is_cut_off_and_more_are_damage(String rest,
      boolean cutOff) throws IOException {
    byte[] journal = journalOf(2);
    byte[] longer = (new String(journal, UTF_8) + rest).getBytes(UTF_8);
    Files.write(file, longer);
    if (cutOff) {
      assertEquals(mutations(2), replayed());
      assertArrayEquals(journal, Files.readAllBytes(file));
    } else {
      assertIsDamaged(file, longer);
    }
  }

  @Test
  void what_an_editor_has_changed_is_told_and_kept() throws IOException {
    String journal = new String(journalOf(4), UTF_8);
    for (byte[] changed : List.of(
        journal.replace("\n", "\r\n").getBytes(UTF_8),
        journal.getBytes(UTF_16), ("\n" + journal).getBytes(UTF_8))) {
      Files.write(file, changed);
      assertIsDamaged(file, changed);
    }
  }

  @Test
  void while_a_checkpoint_is_made_it_goes_on_in_another_file()
      throws IOException {
    try (Journal journal = new Journal(file)) {
      assertFalse(journal.hasEarlier());
      journal.append(mutations(2));
      journal.beginAnother();
      assertTrue(journal.hasEarlier());
      assertEquals(0, journal.size());
      journal.append(List.of(mutation("user2", "2")));
    }
    assertEquals(mutations(3), replayed());
    try (Journal journal = new Journal(file)) {
      journal.deleteEarlier();
      assertFalse(journal.hasEarlier());
      assertEquals(List.of(mutation("user2", "2")), journal.replay());
    }
  }

  @Test
  void an_earlier_file_that_is_cut_is_damage() throws IOException {
    byte[] whole = journalOf(2);
    for (int length = 1; length < whole.length; length++) {
      if (lines(whole, length) != 1 || whole[length - 1] != '\n') {
        byte[] cut = Arrays.copyOf(whole, length);
        Files.write(earlier, cut);
        assertIsDamaged(earlier, cut);
      }
    }
  }

  @Test
  void what_is_in_a_checkpoint_is_cleared() throws IOException {
    Files.write(earlier, journalOf(2));
    try (Journal journal = new Journal(file)) {
      journal.append(mutations(1));
      journal.clear();
      assertEquals(0, journal.size());
      assertFalse(journal.hasEarlier());
      assertEquals(List.of(), journal.replay());
    }
  }

  @Test
  void once_it_is_closed_nothing_is_saved() throws IOException {
    Journal journal = new Journal(file);
    journal.close();
    assertThrows(IOException.class, () -> journal.append(mutations(1)));
    assertEquals(0, Files.size(file));
  }

  private void assertIsDamaged(Path which, byte[] content)
      throws IOException {
    try (Journal journal = new Journal(file)) {
      StartupException e =
          assertThrows(StartupException.class, journal::replay);
      assertTrue(e.getMessage().startsWith(which + " is damaged"),
          e.getMessage());
    }
    assertArrayEquals(content, Files.readAllBytes(which));
  }

  private List<Mutation> replayed() throws IOException {
    try (Journal journal = new Journal(file)) {
      return journal.replay();
    }
  }

  /** The file of that many changes, each in a line of its own. */
  private byte[] journalOf(int changes) throws IOException {
    Path path = folder.resolve("made");
    Files.deleteIfExists(path);
    try (Journal journal = new Journal(path)) {
      for (Mutation change : mutations(changes)) {
        journal.append(List.of(change));
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

  private static Mutation mutation(String key, String json) {
    return new Mutation(new Key("users", key), json);
  }

  private static int lines(byte[] text, int length) {
    int lines = 0;
    for (int i = 0; i < length; i++) {
      lines += text[i] == '\n' ? 1 : 0;
    }
    return lines;
  }
}
