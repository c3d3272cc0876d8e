package viewcounter.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonPrimitive;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import viewcounter.launch.StartupException;
import viewcounter.store.engine.Mutation;
import viewcounter.testing.Corpus;

/** Reads any bytes as a journal. */
class JournalFuzzTest {

  private static final Path FILE = newFile();

  private static Path newFile() {
    try {
      Path file = Files.createTempFile("journal", ".jsonl");
      file.toFile().deleteOnExit();
      return file;
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @TestFactory
  Stream<DynamicTest> inputs_found_by_fuzzing_do_no_harm() {
    return Corpus.replay("journal", JournalFuzzTest::fuzzerTestOneInput);
  }

  /** What Jazzer calls. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    opensToWholeRecordsOrIsDamaged(input);
    opensToWholeRecordsOrIsDamaged(withChecksums(input));
    losesAtMostTheLastRecordIfItIsCut(input);
  }

  private static void opensToWholeRecordsOrIsDamaged(byte[] bytes)
      throws IOException {
    List<Mutation> changes = new ArrayList<>();
    int whole;
    try {
      whole = replay(bytes, changes);
    } catch (StartupException e) {
      assertTrue(e.getMessage().startsWith(FILE + " is damaged"), e::toString);
      return;
    }
    List<Mutation> again = new ArrayList<>();
    assertEquals(whole, replay(Arrays.copyOf(bytes, whole), again));
    assertEquals(changes, again);
    for (int i = whole; i < bytes.length - 1; i++) {
      assertTrue(bytes[i] != '\n', "Lines are missing");
    }
  }

  /** Each line of the input is a key, whose value is the line as well. */
  private static void losesAtMostTheLastRecordIfItIsCut(byte[] input)
      throws IOException {
    if (input.length == 0) {
      return;
    }
    List<Mutation> all = new String(input, UTF_8).lines().map(line ->
        new Mutation("users/" + line, new JsonPrimitive(line).toString()))
        .toList();
    ByteArrayOutputStream journal = new ByteArrayOutputStream();
    for (Mutation change : all) {
      journal.write(JournalRecord.of(List.of(new JournalEntry(change))));
    }
    byte[] cut = Arrays.copyOf(journal.toByteArray(),
        journal.size() * (input[input.length - 1] & 0xFF) / 0xFF);
    int lines = (int) new String(cut, UTF_8).chars()
        .filter(each -> each == '\n').count();
    List<Mutation> changes = new ArrayList<>();
    replay(cut, changes);
    assertEquals(all.subList(0, lines), changes);
  }

  /** Puts the right checksum before each line: no change would guess it. */
  private static byte[] withChecksums(byte[] input) throws IOException {
    ByteArrayOutputStream journal = new ByteArrayOutputStream();
    for (int from = 0, to; from < input.length; from = to) {
      for (to = from + 1; to < input.length && input[to - 1] != '\n'; ) {
        to++;
      }
      CRC32C checksum = new CRC32C();
      checksum.update(input, from, to - from);
      journal.write(("{\"crc\":\"" + HexFormat.of().toHexDigits(
          (int) checksum.getValue()) + "\",\"changes\":").getBytes(UTF_8));
      journal.write(input, from, to - from);
    }
    return journal.toByteArray();
  }

  private static int replay(byte[] journal, List<Mutation> changes)
      throws IOException {
    Files.write(FILE, journal);
    return (int) Journal.replay(FILE, changes::add);
  }
}
