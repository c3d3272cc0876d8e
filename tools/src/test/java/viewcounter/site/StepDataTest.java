package viewcounter.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.step5.Forms;
import viewcounter.store.Store;
import viewcounter.store.StoreDump;
import viewcounter.testing.Browser;
import viewcounter.testing.StepProcess;
import viewcounter.testing.TestDatabase;
import viewcounter.web.WebServer;

/** Each step starts with its own data, and with that of no other. */
class StepDataTest {

  @TempDir
  Path folder;

  private TestDatabase database; // null: a folder

  @AfterEach
  void close() {
    if (database != null) {
      database.close();
    }
  }

  private Settings settings() {
    return new Settings("127.0.0.1", 0, folder, false,
        database == null ? null : database.url());
  }

  private WebServer start(int step) {
    return switch (step) {
      case 2 -> viewcounter.step2.App.start(settings());
      case 3 -> viewcounter.step3.App.start(settings());
      case 4 -> viewcounter.step4.App.start(settings());
      default -> viewcounter.step5.App.start(settings());
    };
  }

  /** The files of the folder, each with all its bytes. */
  private Map<String, String> files() throws IOException {
    Map<String, String> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.toList()) {
        files.put(file.getFileName().toString(),
            HexFormat.of().formatHex(Files.readAllBytes(file)));
      }
    }
    return files;
  }

  private void assertRefuses(int step, int owner) {
    String sentence = assertThrows(StartupException.class,
        () -> start(step).close()).getMessage();
    assertTrue(sentence.startsWith("Step " + step + " cannot use the data in ")
        && sentence.contains("which belongs to step " + owner + ":"), sentence);
  }

  private void assertOpens(int step) {
    try (WebServer server = start(step)) {
      Browser browser = new Browser(server.port());
      switch (step) {
        case 2 -> assertEquals("Views: 1", browser.sees("/"));
        case 3 -> assertEquals("User jane logged in",
            browser.sees("/login/jane"));
        case 4 -> assertEquals("User jane logged in",
            browser.sees("/login/jane/secret-password"));
        default -> assertEquals(303,
            Forms.logIn(browser, "jane", "correct-horse-9").statusCode());
      }
    }
  }

  private static String journal(int step) throws IOException {
    try (InputStream file = StepDataTest.class.getResourceAsStream(
        "/unmarked/step" + step + ".jsonl")) {
      return new String(file.readAllBytes(), UTF_8);
    }
  }

  /** Puts data there as it was written when no store named its owner. */
  private void putUnmarked(int step, boolean inDatabase) throws IOException {
    if (!inDatabase) {
      Files.createFile(folder.resolve("lock"));
      Files.writeString(folder.resolve("journal-1.jsonl"), journal(step));
      return;
    }
    database = TestDatabase.create();
    journal(step).lines().forEach(line -> JsonParser.parseString(line)
        .getAsJsonObject().getAsJsonObject("changes").asMap()
        .forEach((key, value) -> {
          String table = key.substring(0, key.indexOf('/'));
          try (Store store = Store.open(settings())) {
            store.table(table, Object.class);
          }
          database.execute("INSERT INTO %1$s (key, value) VALUES ('%2$s',"
              .formatted(table, key.substring(table.length() + 1))
              + "'" + value + "') ON CONFLICT (key) DO"
              + " UPDATE SET value = excluded.value");
        }));
  }

  private String stored() throws IOException {
    return database == null ? files().toString() : StoreDump.of(settings());
  }

  @ParameterizedTest
  @CsvSource({"2, false", "3, false", "4, false", "5, false", "2, true",
      "3, true", "4, true", "5, true"})
  void data_of_an_earlier_version_opens_with_its_own_step_only(int owner,
      boolean inDatabase) throws IOException {
    putUnmarked(owner, inDatabase);
    String before = stored();
    for (int other : List.of(2, 3, 4, 5)) {
      if (other != owner && !(owner == 4 && other == 5)) {
        assertRefuses(other, owner);
      }
    }
    assertEquals(before, stored());
    assertOpens(owner);
    for (int other : List.of(2, 3, 4, 5)) {
      if (other != owner) {
        assertRefuses(other, owner); // from now on, it is marked
      }
    }
    assertOpens(owner);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 5})
  void so_does_a_checkpoint_of_an_earlier_version(int owner)
      throws IOException {
    putUnmarked(owner, false);
    Store.open(folder).close();
    String before = stored();
    assertTrue(before.contains("checkpoint-2.mapdb"), before);
    for (int other : List.of(2, 3, 4, 5)) {
      if (other != owner && !(owner == 4 && other == 5)) {
        assertRefuses(other, owner);
      }
    }
    assertEquals(before, stored());
    assertOpens(owner);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void step_3_does_not_start_with_the_users_of_step_4(boolean inDatabase)
      throws IOException {
    database = inDatabase ? TestDatabase.create() : null;
    try (WebServer server = start(4)) {
      new Browser(server.port()).sees("/create/jane/secret-password");
    }
    String before = stored();
    Map<String, String> environment = new HashMap<>(
        Map.of("PORT", "0", "DATA_DIR", folder.toString()));
    if (inDatabase) {
      environment.put("DATABASE_URL", database.url());
    }
    StepProcess step =
        StepProcess.launch(viewcounter.step3.App.class, environment);
    assertEquals(1, step.exitCode());
    String place = inDatabase ? Settings.withoutPassword(database.url())
        : folder.toString();
    assertEquals("Step 3 cannot use the data in " + place + ", which belongs to"
        + " step 4: choose another place with the environment variable "
        + (inDatabase ? "DATABASE_URL" : "DATA_DIR") + ".",
        step.output().strip());
    assertEquals(before, stored());
    assertOpens(4);
  }
}
