package viewcounter.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.store.Store;
import viewcounter.testing.StepProcess;

/** Programs of their own, with less memory than they save. */
class SmallMemoryTest {

  @TempDir
  Path folder;

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
