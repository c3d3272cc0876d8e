package viewcounter.store.file;

import static java.nio.file.StandardOpenOption.APPEND;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.StartupException;
import viewcounter.store.Store;
import viewcounter.store.Table;
import viewcounter.store.engine.Mutation;

class StoreDumpTest {

  record User(String user, String hash, long since) {}

  private static final String HASH =
      "$2a$10$wzPf3hO0C6ZSiqj/MREZ9.x70dcBXIe9yFvXzH1g3SgGiWk0i.uSe";

  @TempDir
  Path folder;

  @Test
  void shows_what_is_stored_while_the_store_is_open_and_after_it_was_closed() {
    String before = """
        {
          "users": {
            "jane": {
              "user": "jane",
              "hash": {
                "kind": "$2a",
                "cost": "$10",
                "salt": "wzPf3hO0C6ZSiqj/MREZ9.",
                "hash": "x70dcBXIe9yFvXzH1g3SgGiWk0i.uSe"
              },
              "since": "2026-01-02T03:04:05Z"
            }
          }
        }""";
    for (int round = 0; round < 2; round++) { // in the journal, then not
      try (Store store = Store.open(folder)) {
        Table<User> users = store.table("users", User.class);
        users.put("jane", new User("jane", HASH, 1_767_323_045_000L));
        users.put("gone", new User("gone", "", 0));
        users.remove("gone");
        store.begin().awaitSaved();
        assertEquals(before, StoreDump.at(folder));
      }
      assertEquals(before, StoreDump.at(folder));
    }
  }

  @Test
  void shows_what_is_in_the_checkpoint_and_all_journals_since()
      throws IOException {
    DataFiles files = new DataFiles(folder);
    Checkpoint.make(files, 0, 3, List.of(new Mutation("numbers/a", "1"),
        new Mutation("numbers/b", "1"), new Mutation("numbers/c", "1")));
    append(files.journal(2), new Mutation("numbers/old", "0"));
    append(files.journal(3), new Mutation("numbers/b", "2"),
        new Mutation("numbers/c", "2"));
    append(files.journal(10), new Mutation("numbers/c", "3"));
    Files.writeString(files.journal(10), "half a li", APPEND);
    assertEquals("{\"numbers\":{\"a\":1,\"b\":2,\"c\":3}}",
        StoreDump.at(folder).replaceAll("\\s", ""));
  }

  @Test
  void says_so_where_a_journal_is_damaged() throws IOException {
    DataFiles files = new DataFiles(folder);
    append(files.journal(1), new Mutation("numbers/a", "1"));
    Files.writeString(files.journal(1), "damage\n\n", APPEND);
    StartupException e =
        assertThrows(StartupException.class, () -> StoreDump.at(folder));
    assertTrue(e.getMessage().contains("journal-1.jsonl is damaged"),
        e.getMessage());
  }

  private static void append(Path path, Mutation... changes)
      throws IOException {
    try (Journal journal = new Journal(path, 0, Journal.Disk.REAL)) {
      journal.append(List.of(changes));
    }
  }

  @Test
  void says_so_where_there_is_nothing() {
    StartupException e =
        assertThrows(StartupException.class, () -> StoreDump.at(folder));
    assertTrue(e.getMessage().startsWith("Nothing is stored in"));
  }
}
