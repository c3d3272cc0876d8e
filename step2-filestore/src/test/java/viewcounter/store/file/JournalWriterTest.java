package viewcounter.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.persistence.UnitOfWork;
import viewcounter.store.Store;

class JournalWriterTest {

  private static final Error NO_MEMORY = new OutOfMemoryError("in a test");

  @TempDir
  Path folder;

  private final PrintStream terminal = System.err;
  private final FaultyDisk disk = new FaultyDisk();

  @AfterEach
  void logToTheTerminal() {
    System.setErr(terminal);
  }

  @Test
  void an_error_is_logged_once_while_it_lasts_and_saving_goes_on_after_it() {
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    System.setErr(new PrintStream(log, true, UTF_8));
    try (Store store = disk.open(folder)) {
      for (int round = 1; round <= 2; round++) {
        assertTrue(isSaved(store));
        disk.failWith(NO_MEMORY);
        for (int failure = 1; failure <= 3; failure++) {
          assertFalse(isSaved(store));
        }
        disk.work();
        assertTrue(isSaved(store));
        assertEquals(1 + round, log.toString(UTF_8)
            .split("Not saved: " + NO_MEMORY, -1).length, log::toString);
      }
    }
  }

  @Test
  void saving_goes_on_even_after_an_error_that_cannot_be_logged() {
    System.setErr(new PrintStream(new OutputStream() {
      @Override
      public void write(int any) {
        throw NO_MEMORY;
      }
    }));
    try (Store store = disk.open(folder)) {
      disk.fail();
      assertFalse(isSaved(store));
      disk.work();
      assertTrue(isSaved(store));
    }
  }

  private static boolean isSaved(Store store) {
    UnitOfWork work = store.begin();
    store.table("texts", String.class).put("jane", "a");
    return work.isSavedWithin(10);
  }
}
