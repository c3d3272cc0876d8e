package viewcounter.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.testing.Concurrently;
import viewcounter.testing.Skip;
import viewcounter.testing.TestServer;

/** A copy of the folder, made while the store is in use. */
class BackupTest {

  private static final int KEYS = 10;
  private static final int COPIES = 5;

  /** So large that there are new journals and checkpoints all the time. */
  private static final String FILLER = "x".repeat(300_000);

  record Numbered(long number, String filler) {}

  @TempDir
  Path folder;

  @Test
  void a_copy_made_while_it_runs_has_all_that_was_confirmed_before()
      throws Exception {
    Skip.evenOnCiUnless(File.separatorChar == '/',
        "There is no cp: copies of a store in use are not tested");
    Path data = folder.resolve("data");
    AtomicLong saved = new AtomicLong();
    AtomicBoolean done = new AtomicBoolean();
    try (Store store = Store.open(data)) {
      Table<Numbered> table = store.table("numbers", Numbered.class);
      CompletableFuture<Void> writer = Concurrently.start(() -> {
        for (long number = 1; !done.get(); number++) {
          table.put("" + number % KEYS, new Numbered(number, FILLER));
          store.begin().awaitSaved();
          saved.set(number);
        }
      });
      try {
        for (int i = 0; i < COPIES; i++) {
          assertHasAllUpTo(data, folder.resolve("copy" + i), saved);
        }
      } finally {
        done.set(true);
        writer.join();
      }
    }
  }

  /** Copies again if a checkpoint replaced a file before cp came to it. */
  private static void assertHasAllUpTo(Path data, Path copy, AtomicLong saved)
      throws IOException, InterruptedException {
    long before = saved.get();
    while (!isCopied(data, copy)) {
      TestServer.delete(copy);
      before = saved.get();
    }
    try (Store store = Store.open(copy)) {
      Table<Numbered> table = store.table("numbers", Numbered.class);
      long last = 0;
      for (int key = 0; key < KEYS; key++) {
        Numbered value = table.get("" + key);
        last = Math.max(last, value == null ? 0 : value.number());
      }
      assertTrue(last >= before, last + " is there, but not " + before);
      for (long number = Math.max(1, last - KEYS + 1); number <= last;
          number++) {
        assertEquals(number, table.get("" + number % KEYS).number());
      }
    }
    TestServer.delete(copy);
  }

  private static boolean isCopied(Path data, Path copy)
      throws IOException, InterruptedException {
    return new ProcessBuilder("cp", "-a", data + "/.", copy.toString())
        .redirectErrorStream(true).start().waitFor() == 0;
  }
}
