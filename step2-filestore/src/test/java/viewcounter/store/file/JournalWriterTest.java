package viewcounter.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.persistence.UnitOfWork;
import viewcounter.store.Store;
import viewcounter.testing.StepProcess;

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
        assertFalse(isSaved(store));
        assertFalse(isSaved(store));
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

  @Test
  void more_can_be_saved_than_fits_into_memory() {
    assertTrue(saveMany().endsWith("saved all\n"));
  }

  @Test
  void what_does_not_fit_is_rejected_while_no_checkpoint_can_be_made()
      throws IOException {
    Files.createDirectories(folder.resolve("checkpoint.next/in the way"));
    String output = saveMany();
    assertTrue(output.endsWith("saved all in the end\n"), output);
    assertTrue(output.contains("Without a checkpoint, the memory is full"),
        output);
    assertEquals(2, output.split("Cannot make a checkpoint", -1).length,
        "It says so once: " + output);
    assertTrue(output.contains("A checkpoint could be made again"), output);
  }

  private String saveMany() {
    StepProcess program = StepProcess.launch(SaveMany.class,
        Map.of("JDK_JAVA_OPTIONS", "-Xmx32m"), folder.toString());
    assertEquals(0, program.exitCode(), program::output);
    try (Store store = Store.open(folder)) {
      assertEquals(SaveMany.VALUES, store.table("values",
          SaveMany.Value.class).keys(value -> true).size());
    }
    return program.output();
  }
}
