package viewcounter.store.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.StartupException;
import viewcounter.testing.Skip;
import viewcounter.testing.StepProcess;

class FolderLockTest {

  /** Another program that wants the folder. */
  static final class Other {
    public static void main(String... args) throws IOException {
      try (FolderLock lock = FolderLock.take(Path.of(args[0]))) {
        System.out.println("It has " + (lock == null ? "nothing" : "it"));
      } catch (StartupException e) {
        System.out.println(e.getMessage());
      }
    }
  }

  @TempDir
  Path temporary;

  private Path folder;
  private String inUse;

  @BeforeEach
  void nameTheFolder() {
    folder = temporary.resolve("new").resolve("folder");
    inUse = "Another program is using the data in " + folder
        + ". Stop it, or choose another folder with the environment variable"
        + " DATA_DIR.";
  }

  @Test
  void a_folder_is_created_and_locked_until_it_is_released()
      throws IOException {
    try (FolderLock lock = FolderLock.take(folder)) {
      assertTrue(Files.isDirectory(folder), lock.toString());
      assertIsInUseHere();
    }
    FolderLock.take(folder).close();
  }

  @Test
  void another_program_finds_it_in_use_until_it_is_released()
      throws IOException {
    try (FolderLock lock = FolderLock.take(folder)) {
      assertEquals(inUse, wordsOfAnother(), lock.toString());
    }
    assertEquals("It has it", wordsOfAnother());
  }

  @Test
  void a_second_attempt_does_not_release_the_lock() throws IOException {
    try (FolderLock lock = FolderLock.take(folder)) {
      assertIsInUseHere(); // POSIX: closing a file releases all locks on it
      assertEquals(inUse, wordsOfAnother(), lock.toString());
    }
  }

  @Test
  void a_folder_is_locked_whatever_its_path() throws IOException {
    try (FolderLock lock = FolderLock.take(folder)) {
      Path other = folder.resolve("..").resolve("folder");
      assertThrows(StartupException.class, () -> FolderLock.take(other),
          lock.toString());
      assertEquals(inUse, wordsOfAnother());
    }
  }

  @Test
  void a_folder_can_be_locked_after_a_failed_attempt() throws IOException {
    Path inTheWay = Files.createDirectories(folder.resolve("lock"));
    assertThrows(IOException.class, () -> FolderLock.take(folder));
    Files.delete(inTheWay);
    FolderLock.take(folder).close();
  }

  @Test
  void a_folder_that_others_can_write_to_is_rejected() throws IOException {
    Skip.evenOnCiUnless(Files.getFileStore(temporary)
        .supportsFileAttributeView("posix"), "This system has no POSIX"
            + " permissions");
    Files.setPosixFilePermissions(temporary,
        PosixFilePermissions.fromString("rwxrwxrwx"));
    assertThrows(StartupException.class, () -> FolderLock.take(temporary));
  }

  /** Or a power failure could take away all that is in it. */
  @Test
  void a_new_folder_is_on_disk_with_the_folders_above_it() throws Exception {
    Skip.withoutStrace("the forcing of new folders is not tested");
    Path log = temporary.resolve("strace.log");
    StepProcess program = StepProcess.launchUnder(List.of("strace", "-f",
        "-qq", "-y", "-o", log.toString(), "-e", "trace=mkdir,fsync"),
        Other.class, folder.toString());
    assertEquals(0, program.exitCode(), program::output);
    String above = temporary.toRealPath().toString();
    String calls = Files.readString(log);
    assertTrue(Pattern.compile("(?s)mkdir\\(\"" + above + "/new\".*"
        + "fsync\\(\\d+<" + above + ">.*"
        + "mkdir\\(\"" + above + "/new/folder\".*"
        + "fsync\\(\\d+<" + above + "/new>").matcher(calls).find(), calls);
    FolderLock.take(folder).close();
    Path under = Files.createDirectory(temporary.resolve("unreadable"));
    Skip.evenOnCiUnless(Files.getFileStore(under)
        .supportsFileAttributeView("posix"), "This system has no POSIX"
            + " permissions");
    Files.setPosixFilePermissions(under,
        PosixFilePermissions.fromString("-wx------"));
    try { // it cannot be opened, and so it cannot be forced
      FolderLock.take(under.resolve("data")).close();
    } finally {
      Files.setPosixFilePermissions(under,
          PosixFilePermissions.fromString("rwx------"));
    }
  }

  private void assertIsInUseHere() {
    StartupException e =
        assertThrows(StartupException.class, () -> FolderLock.take(folder));
    assertEquals(inUse, e.getMessage());
  }

  private String wordsOfAnother() {
    StepProcess other = StepProcess.launchUnder(List.of(), Other.class,
        folder.toString());
    other.exitCode();
    return other.output().strip();
  }
}
