package viewcounter.launch;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.testing.Skip;

class OwnerOnlyTest {

  @TempDir
  Path folder;

  @BeforeEach
  void needs_permissions() {
    Skip.evenOnCiUnless(FileSystems.getDefault()
        .supportedFileAttributeViews().contains("posix"),
        "This system has no POSIX permissions");
  }

  @Test
  void what_it_creates_passes() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"),
        OwnerOnly.folder());
    Path file = Files.createFile(data.resolve("file"), OwnerOnly.file());
    OwnerOnly.checkFolder(data);
    OwnerOnly.checkSecret(file);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwxrwxrwx", "rwxrwxr-x", "rwx----w-"})
  void a_folder_that_others_can_write_to_is_rejected_with_what_to_do(
      String permissions) throws IOException {
    permit(permissions, folder);
    assertEquals("Other users can write to " + folder + ". Run chmod -R go-rwx"
        + " \"" + folder + "\", or choose another folder with the environment"
        + " variable DATA_DIR.", assertThrows(StartupException.class,
            () -> OwnerOnly.checkFolder(folder)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rwx------", "rwxr-x---", "rwxr-xr-x", "rwx--x--x"})
  void others_may_read_the_names_of_the_files(String permissions)
      throws IOException {
    Files.createFile(folder.resolve("file"), OwnerOnly.file());
    permit(permissions, folder);
    assertDoesNotThrow(() -> OwnerOnly.checkFolder(folder));
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-rw-rw-", "rw-rw-r--", "-------w-"})
  void a_file_that_others_can_write_to_is_rejected(String permissions)
      throws IOException {
    Path file = Files.createFile(folder.resolve("a file"));
    permit(permissions, file);
    assertEquals("Other users can write to " + file + ". Run chmod -R go-rwx"
        + " \"" + folder + "\", or choose another folder with the environment"
        + " variable DATA_DIR.", assertThrows(StartupException.class,
            () -> OwnerOnly.checkFolder(folder)).getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "rw-r-----", "rw----r--", "rw-rw-rw-"})
  void a_secret_that_others_can_read_is_rejected(String permissions)
      throws IOException {
    Path file = Files.createFile(folder.resolve("a secret"));
    permit(permissions, file);
    assertEquals("Other users can read or change " + file + ". Run chmod -R"
        + " go-rwx \"" + file + "\", or choose another folder with the"
        + " environment variable DATA_DIR.", assertThrows(
            StartupException.class, () -> OwnerOnly.checkSecret(file))
        .getMessage());
  }

  @Test
  void nobody_is_asked_to_change_a_folder_such_as_tmp() throws IOException {
    Skip.evenOnCiUnless(FileSystems.getDefault()
        .supportedFileAttributeViews().contains("unix"),
        "This system shows no sticky bits");
    Files.setAttribute(folder, "unix:mode", 01777);
    assertEquals("Other users can write to the data folder " + folder
        + ". Set the environment variable DATA_DIR to another one, such as "
        + folder.resolve("viewcounter") + ".", assertThrows(
            StartupException.class, () -> OwnerOnly.checkFolder(folder))
        .getMessage());
  }

  @Test
  void the_check_leaves_nothing_behind() throws IOException {
    permit("rwxrwxrwx", folder);
    assertThrows(StartupException.class, () -> OwnerOnly.checkFolder(folder));
    try (var files = Files.list(folder)) {
      assertFalse(files.findAny().isPresent());
    }
  }

  private static void permit(String permissions, Path path)
      throws IOException {
    Files.setPosixFilePermissions(path,
        PosixFilePermissions.fromString(permissions));
  }
}
