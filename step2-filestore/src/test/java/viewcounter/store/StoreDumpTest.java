package viewcounter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.StartupException;

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
        assertEquals(before, StoreDump.at(folder));
      }
      assertEquals(before, StoreDump.at(folder));
    }
  }

  @Test
  void shows_what_is_on_its_way_into_a_checkpoint() throws IOException {
    try (Store store = Store.open(folder)) {
      store.table("users", User.class).put("jane", new User("jane", "", 1));
      Path journal = folder.resolve("journal.jsonl");
      String before = StoreDump.at(folder);
      Files.move(journal, folder.resolve("earlier-journal.jsonl"));
      Files.createFile(journal);
      assertTrue(before.contains("\"since\": 1"), before);
      assertEquals(before, StoreDump.at(folder));
    }
  }

  @Test
  void says_so_where_there_is_nothing() {
    StartupException e =
        assertThrows(StartupException.class, () -> StoreDump.at(folder));
    assertTrue(e.getMessage().startsWith("Nothing is stored in"));
  }
}
