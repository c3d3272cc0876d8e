package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.OwnerOnly;
import viewcounter.testing.Concurrently;
import viewcounter.testing.Skip;
import viewcounter.testing.StepProcess;

class SecretFileTest {

  @TempDir
  Path folder;

  @Test
  void of_many_who_make_it_at_once_all_get_the_same() throws Exception {
    Path file = Files.createDirectory(folder.resolve("data"),
        OwnerOnly.folder()).resolve("secret");
    List<String> secrets = Concurrently.run(8, () -> SecretFile.read(file));
    assertEquals(1, secrets.stream().distinct().count());
    assertEquals(List.of(file), files(file.getParent()));
  }

  /** Reads the secret of a folder, and prints it. */
  static final class Reading {
    public static void main(String... args) {
      System.out.println(SecretFile.read(Path.of(args[0], "secret")));
    }
  }

  /** As exFAT, and shared folders of virtual machines. */
  @Test
  void it_is_made_where_there_are_no_hard_links() throws Exception {
    Skip.withoutStrace("a file system without hard links is not tested");
    Path data = folder.resolve("data");
    StepProcess program = StepProcess.launchUnder(List.of("strace", "-f",
        "-qq", "-o", "/dev/null", "-e", "trace=link,linkat", "-e",
        "inject=link,linkat:error=EPERM"), Reading.class, data.toString());
    assertEquals(0, program.exitCode(), program::output);
    assertEquals(SecretFile.read(data.resolve("secret")) + "\n",
        program.output());
    assertEquals(List.of(data.resolve("secret")), files(data));
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
