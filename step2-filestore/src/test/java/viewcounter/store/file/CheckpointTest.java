package viewcounter.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;
import viewcounter.launch.StartupException;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.store.engine.Mutation;

class CheckpointTest {

  private static final SortedMap<String, String> NONE =
      Collections.emptySortedMap();

  @TempDir
  Path folder;

  private final Set<String> expired = new HashSet<>();

  private DataFiles files;

  @BeforeEach
  void nameTheFiles() {
    files = new DataFiles(folder);
  }

  @Test
  void it_holds_the_previous_one_and_what_has_changed() throws IOException {
    SortedMap<String, String> first =
        make(2, NONE, users("jane", "1"), users("robert", "2"));
    assertEquals(Map.of("users/jane", "1", "users/robert", "2"), first);
    SortedMap<String, String> second = make(5, first, users("jane", null),
        users("zoë", "4"), users("robert", "5"), users("never there", null));
    assertEquals(Map.of("users/robert", "5", "users/zoë", "4"), second);
    assertEquals(Map.of("users/jane", "1", "users/robert", "2"), first,
        "The one before is as it was");
    assertNull(second.get("users/nobody"));
  }

  @Test
  void it_is_without_what_has_expired() throws IOException {
    SortedMap<String, String> first =
        make(2, NONE, users("jane", "old"), users("robert", "1"));
    expired.add("old");
    assertEquals(Map.of("users/robert", "1"),
        make(3, first, users("zoë", "old")));
    expired.add("1");
    assertEquals(Map.of(), make(4, first));
    assertNull(make(5, first).get("users/jane"));
  }

  /** Pages, and records that are larger than a page. */
  @ParameterizedTest
  @CsvSource({"1, 10", "5000, 300", "60, 50000", "3, 3000000"})
  void many_records_and_large_ones_are_found_in_order(int number, int length)
      throws IOException {
    NavigableMap<String, String> expected = new TreeMap<>();
    SortedMap<String, String> checkpoint = NONE;
    Random random = new Random(number);
    for (int round = 1; round <= 3; round++) {
      Map<String, Mutation> changes = new HashMap<>();
      for (int i = 0; i < number; i++) {
        String key = users(random.nextInt(3 * number) + "ë\uffee🍋"
            .substring(random.nextInt(3)), null).key();
        String json = random.nextInt(5) == 0 ? null
            : "é".repeat(random.nextInt(length)) + i;
        changes.put(key, new Mutation(key, json));
        expected.put(key, json);
      }
      expected.values().removeIf(Objects::isNull);
      checkpoint = make(round, checkpoint, changes);
      assertEquals(List.copyOf(expected.entrySet()),
          List.copyOf(checkpoint.entrySet()));
      for (int i = 0; i < 3 * number; i++) {
        for (String end : List.of("", "🍋", "\uffee🍋", "ë\uffee🍋")) {
          String key = users(i + end, null).key();
          assertEquals(expected.get(key), checkpoint.get(key));
        }
      }
    }
  }

  @Test
  void the_remains_of_a_crash_are_not_used() throws IOException {
    Path next = Files.writeString(folder.resolve("checkpoint.next"), "half");
    assertEquals(Map.of("users/jane", "1"), make(2, NONE, users("jane", "1")));
    assertFalse(Files.exists(next));
  }

  @Test
  void one_that_cannot_be_made_leaves_nothing_behind() throws IOException {
    SortedMap<String, String> first = make(2, NONE, users("jane", "1"));
    Files.createDirectories(files.checkpoint(3).resolve("in the way"));
    assertThrows(IOException.class, () -> make(3, first, users("jane", "2")));
    assertEquals(Map.of("users/jane", "1"), open(2));
    assertFalse(Files.exists(folder.resolve("checkpoint.next")));
  }

  @Test
  void one_that_is_cut_short_is_reported() throws IOException {
    make(2, NONE, users("jane", "é".repeat(1 << 20)), users("zoë", "1"));
    Path file = files.checkpoint(2);
    byte[] whole = Files.readAllBytes(file);
    for (int length : new int[] {39, 64, 1000, whole.length / 2}) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThrows(StartupException.class, () -> open(2), length + " bytes");
    }
  }

  @Test
  void one_of_an_earlier_version_is_read_and_replaced() throws IOException {
    makeAsEarlier(2);
    SortedMap<String, String> earlier = open(2);
    assertEquals(101, earlier.size());
    SortedMap<String, String> next = make(3, earlier, users("7", "8"));
    assertEquals(101, next.size());
    assertEquals("8", next.get("users/7"));
    assertEquals(earlier.get("users/large"), next.get("users/large"));
  }

  /** Because all of it is in memory as long as it is in use. */
  @Test
  void one_of_an_earlier_version_is_replaced_soon_after_a_start()
      throws IOException {
    makeAsEarlier(2);
    for (int round = 1; round <= 2; round++) { // once is enough
      try (Store store = Store.open(folder)) {
        await("a new checkpoint").untilAsserted(() ->
            assertEquals(Set.of(3L), files.checkpoints()));
        Table<Integer> users = store.table("users", Integer.class);
        assertEquals(99, users.get("99"));
        assertEquals(100, users.keys(value -> value < 100).size());
      }
    }
    assertEquals(101, open(3).size());
  }

  private void makeAsEarlier(long number) {
    try (DB earlier = DBMaker.fileDB(files.checkpoint(number).toFile())
        .fileChannelEnable().make()) {
      Map<String, String> all = earlier.hashMap("all", Serializer.STRING,
          Serializer.STRING).createOrOpen();
      for (int i = 0; i < 100; i++) {
        all.put("users/" + i, "" + i);
      }
      all.put("users/large", "1".repeat(1_100_000)); // more than a page
    }
  }

  @Test
  void a_file_that_is_empty_or_damaged_is_reported_and_kept()
      throws IOException {
    Path file = files.checkpoint(2);
    for (byte[] content : List.of(new byte[0], new byte[4096],
        "no database".getBytes(UTF_8))) {
      Files.write(file, content);
      StartupException e =
          assertThrows(StartupException.class, () -> open(2));
      assertEquals(file + " is damaged: restore a backup of its folder, or"
          + " move the folder away to start without its data.",
          e.getMessage());
      assertArrayEquals(content, Files.readAllBytes(file));
    }
  }

  @Test
  void a_file_that_cannot_be_opened_is_not_called_damaged()
      throws IOException {
    Path directory = Files.createDirectory(files.checkpoint(2));
    assertThrows(IOException.class, () -> open(2));
    assertThrows(NoSuchFileException.class,
        () -> open(3));
  }

  private SortedMap<String, String> make(long number,
      SortedMap<String, String> last, Mutation... changes)
      throws IOException {
    return make(number, last, Stream.of(changes)
        .collect(Collectors.toMap(Mutation::key, each -> each)));
  }

  private SortedMap<String, String> make(long number,
      SortedMap<String, String> last, Map<String, Mutation> changes)
      throws IOException {
    Checkpoint.make(files, number, last, changes,
        each -> expired.contains(each.json()));
    return open(number);
  }

  private SortedMap<String, String> open(long number) throws IOException {
    return Checkpoint.open(files, number);
  }

  private static Mutation users(String key, String json) {
    return new Mutation("users/" + key, json);
  }
}
