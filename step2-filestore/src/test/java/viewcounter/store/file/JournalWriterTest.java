package viewcounter.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.store.Store;
import viewcounter.testing.StepProcess;

class JournalWriterTest {

  @Test
  void more_can_be_saved_than_fits_into_memory(@TempDir Path folder) {
    StepProcess program = StepProcess.launch(SaveMany.class,
        Map.of("JDK_JAVA_OPTIONS", "-Xmx32m"), folder.toString());
    assertEquals(0, program.exitCode(), program::output);
    assertTrue(program.output().contains("saved all"), program.output());
    try (Store store = Store.open(folder)) {
      assertEquals(SaveMany.VALUES, store.table("values",
          SaveMany.Value.class).keys(value -> true).size());
    }
  }
}
