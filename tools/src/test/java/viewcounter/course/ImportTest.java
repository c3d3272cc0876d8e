package viewcounter.course;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.step4.User;
import viewcounter.step5.Forms;
import viewcounter.store.Store;
import viewcounter.testing.Browser;
import viewcounter.testing.TestDatabase;
import viewcounter.web.WebServer;

class ImportTest {

  /** "correct horse", by bcrypt 6.0.0 of npm, as the article's app uses it. */
  private static final String HASH =
      "$2b$10$072oy1Y6CWvix3.ru.VnWeKFhCuvaUtpZcX66TjvFRzDLXF4m25le";

  private static final String AGAIN =
      "Nothing has been written yet: to add them, repeat the command with"
          + " --write\n";

  @TempDir
  Path folder;

  private Path file;
  private Settings settings;

  @BeforeEach
  void name_the_files() {
    file = folder.resolve("user_views.json");
    settings = new Settings(0, folder.resolve("data"));
  }

  @Test
  void the_users_of_the_article_log_in_with_their_passwords_and_views()
      throws IOException {
    write("""
        [{"user":"jane","hash":"HASH","views":16},
        {"user":"Zoë _b_","hash":"HASH","views":1},
        {"user":"mary","hash":"HASH","views":null}]""");
    for (int step = 4; step <= 5; step++) {
      settings = new Settings(0, folder.resolve("data" + step));
      assertEquals("3 of 3 users can be added to " + settings.data() + ". "
          + AGAIN, printed(step, false));
      assertEquals("3 of 3 users were added to " + settings.data() + ".\n",
          printed(step, true));
    }
    WebServer step4 = viewcounter.step4.App.start(
        new Settings(0, folder.resolve("data4")));
    try {
      Browser browser = new Browser(step4.port());
      assertEquals("User jane logged in",
          browser.sees("/login/jane/correct%20horse"));
      assertEquals("User \"jane\" has 17 views", browser.sees("/"));
      browser.sees("/login/mary/correct%20horse");
      assertEquals("User \"mary\" has 1 view", browser.sees("/"));
    } finally {
      step4.close();
    }
    WebServer step5 = viewcounter.step5.App.start(settings);
    try {
      Browser browser = new Browser(step5.port());
      assertEquals(303,
          Forms.logIn(browser, "ZOË _B_", "correct horse").statusCode());
      assertTrue(browser.sees("/").contains("2 views"));
    } finally {
      step5.close();
    }
  }

  @Test
  void a_dry_run_adds_nobody() throws IOException {
    write("[{\"user\":\"jane\",\"hash\":\"HASH\",\"views\":16}]");
    printed(5, false);
    assertEquals(List.of(), users());
  }

  @Test
  void who_is_left_out_is_listed_and_nobody_is_overwritten()
      throws IOException {
    User jane = new User("Jane", "her own", 3);
    try (Store store = Store.open(settings)) {
      store.table("users", User.class).add("jane", jane);
    }
    write("""
        [{"user":"JANE","hash":"HASH","views":16},
        {"user":"robert","hash":"HASH","views":1},
        {"user":" Robert","hash":"HASH","views":2},
        {"user":"","hash":"HASH","views":2},
        {"user":"a\\u200bb","hash":"HASH","views":2},
        {"user":"mary","password":"s3cret","views":2},
        {"user":"anna","hash":"s3cret","views":2},
        {"user":"slow","hash":"SLOW","views":2},
        {"user":"mary.ann.smith@example.com","hash":"{bcrypt}HASH"}]"""
        .replace("SLOW", HASH.replace("$10$", "$17$")));
    String leftOut = """
        Left out: "JANE", as step 5 already has a user of this name
        Left out: " Robert", as somebody above has the same name in step 5
        Left out: "", as step 5 does not accept the name: Please choose a \
        username
        Left out: "a_b", as step 5 does not accept the name: Please use only \
        letters, digits and symbols that can be seen
        Left out: "mary", without a bcrypt hash of cost 4 to 16
        Left out: "anna", without a bcrypt hash of cost 4 to 16
        Left out: "slow", without a bcrypt hash of cost 4 to 16
        Renamed: "mary.ann.smith@example.com" is "mary.ann.smith@examp"
        """;
    assertEquals(leftOut + "2 of 9 users can be added to " + settings.data()
        + ". " + AGAIN, printed(5, false));
    assertEquals(leftOut + "2 of 9 users were added to " + settings.data()
        + ".\n", printed(5, true));
    assertEquals(List.of("jane", "mary.ann.smith@examp", "robert"), users());
    try (Store store = Store.open(settings)) {
      assertEquals(jane, store.table("users", User.class).get("jane"));
      assertEquals(new User("robert", HASH, 1),
          store.table("users", User.class).get("robert"));
    }
    assertTrue(printed(5, true).endsWith("\n0 of 9 users were added to "
        + settings.data() + ".\n"));
  }

  @Test
  void they_can_be_added_to_a_database() throws IOException {
    write("[{\"user\":\"jane\",\"hash\":\"HASH\",\"views\":16}]");
    try (TestDatabase database = TestDatabase.create()) {
      settings = new Settings("127.0.0.1", 0, folder.resolve("data"), false,
          database.url());
      String place = Settings.withoutPassword(database.url());
      assertEquals("1 of 1 users can be added to " + place + ". " + AGAIN,
          printed(5, false));
      assertEquals("1 of 1 users were added to " + place + ".\n",
          printed(5, true));
      assertEquals(List.of("jane"), users());
    }
  }

  @Test
  void while_the_step_runs_nothing_is_done() throws IOException {
    write("[{\"user\":\"jane\",\"hash\":\"HASH\",\"views\":16}]");
    try (Store running = Store.open(settings)) {
      assertEquals("Another program is using the data in " + settings.data()
          + ". Stop it, or choose another folder with the environment variable"
          + " DATA_DIR.", refusal());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"[{\"user\":\"jane\"", "[{\"user\":\"jane\"}",
      "[{\"user\":\"jane\",\"views\":\"many\"}]",
      "[{\"user\":\"jane\",\"views\":3000000000}]",
      "[{\"user\":\"jane\"}] x", "[{\"user\":\"jane\"},]",
      "[{user:\"jane\"}]", "{\"user\":\"jane\",\"hash\":\"x\"}",
      "[null]", "[{\"hash\":\"x\"}]", "null", "\"\"", "7", "",
      "jane:$2y$05$1HYUlbvR5sCPReyqtNmppuUPLkChnLyS", "[[[[]]]]"})
  void a_file_of_another_kind_is_reported_in_a_sentence(String json)
      throws IOException {
    write(json);
    String sentence = refusal();
    String beginning = file + " is not a list such as [{\"user\": \"jane\","
        + " \"hash\": \"$2b$10$...\", \"views\": 16}, ...]";
    assertTrue(sentence.startsWith(beginning), sentence);
    assertTrue(sentence.substring(beginning.length())
        .matches("(: see line \\d+ column \\d+)?\\."), sentence);
    assertTrue(Files.notExists(settings.data()), "It has begun");
  }

  @Test
  void a_file_that_cannot_be_read_is_reported_in_a_sentence()
      throws IOException {
    assertEquals("There is no file " + file + " in "
        + Path.of("").toAbsolutePath() + ".", refusal());
    Files.write(file, "[{\"user\":\"Zoë\"}]".getBytes(ISO_8859_1));
    assertEquals(file + " is not a text in UTF-8.", refusal());
    Files.delete(file);
    Files.createDirectory(file);
    assertEquals("Cannot read " + file + ": is it a file?", refusal());
  }

  private void write(String json) throws IOException {
    Files.writeString(file, json.replace("HASH", HASH));
  }

  private String printed(int step, boolean write) {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    assertEquals(0, new Import(file.toString(), step, write,
        new PrintStream(printed, true, UTF_8)).run(settings));
    return printed.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }

  private String refusal() {
    return assertThrows(StartupException.class, () -> printed(5, true))
        .getMessage();
  }

  private List<String> users() {
    try (Store store = Store.open(settings)) {
      return store.table("users", User.class).keys(user -> true).stream()
          .sorted().toList();
    }
  }
}
