package viewcounter.step2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.launch.Launcher;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.store.Store;
import viewcounter.testing.Browser;
import viewcounter.testing.LargeFolder;
import viewcounter.testing.Skip;
import viewcounter.testing.StepProcess;

class StartTest {

  @TempDir
  Path data;

  @Test
  void a_folder_that_cannot_be_written_is_reported_in_one_sentence()
      throws IOException {
    Path file = Files.createFile(data.resolve("file"));
    assertReports("Cannot read and write the data folder", file, "0");
  }

  @ParameterizedTest
  @CsvSource({"rwxrwxrwx", "rwxrwx---", "rwxr-x-w-"})
  void a_folder_that_others_can_write_to_is_reported_in_one_sentence(
      String permissions) throws IOException {
    permit(permissions, data);
    assertReports("Other users can write to " + data.toRealPath()
        + ". Run chmod -R go-rwx \"" + data.toRealPath() + "\", or choose"
        + " another folder with the environment variable DATA_DIR.", data, "0");
    permit("rwxr-xr-x", data); // others may see the names, but no contents
    StepProcess.start(App.class, data).close();
  }

  @Test
  void a_file_that_others_can_write_to_is_reported_in_one_sentence()
      throws IOException {
    StepProcess.start(App.class, data).close();
    Path journal;
    try (Stream<Path> files = Files.list(data)) {
      journal = files.filter(file -> file.toString().endsWith(".jsonl"))
          .findFirst().orElseThrow();
    }
    permit("rw-rw-rw-", journal);
    assertReports("Other users can write to " + journal.toRealPath()
        + ". Run chmod -R go-rwx \"" + data.toRealPath() + "\", or", data,
        "0");
  }

  /** As some network drives. */
  @Test
  void a_file_system_that_cannot_force_folders_is_used_with_a_warning()
      throws Exception {
    Skip.withoutStrace("a folder that cannot be forced is not tested");
    int port;
    try (StepProcess step = StepProcess.startUnder(
        failingToForce(data, "EINVAL"), App.class, data)) {
      port = step.port();
      assertEquals("Views: 1", new Browser(port).sees("/"));
      String warning = "The file system of " + data + " cannot force folders to"
          + " disk: after a power failure, new files may be missing";
      assertEquals(2, step.output().split(warning, -1).length, step.output());
    }
    assertThrows(ConnectException.class,
        () -> new Socket("127.0.0.1", port).close(), "It has to end, too");
  }

  @Test
  void a_disk_that_fails_is_reported() throws Exception {
    Skip.withoutStrace("a folder that cannot be forced is not tested");
    StepProcess step = StepProcess.launchUnder(failingToForce(data, "EIO"),
        Opening.class, data.toString());
    assertEquals(1, step.exitCode());
    assertTrue(step.output().startsWith("Cannot read and write the data folder "
        + data + " (Input/output error)."), step.output());
  }

  private static List<String> failingToForce(Path folder, String error) {
    return List.of("strace", "-f", "-qq", "-o", "/dev/null", "-P",
        folder.toString(), "-e", "trace=fsync", "-e",
        "inject=fsync:error=" + error);
  }

  /** Opens a folder, as a step does. */
  static final class Opening {
    public static void main(String... args) {
      Launcher.run(2, settings -> {
        Store.open(2, new Settings(0, Path.of(args[0]))).close();
        return 0;
      });
    }
  }

  @Test
  void a_file_system_without_permissions_is_used_with_a_warning(
      @TempDir Path plain) throws Exception {
    Skip.evenOnCiUnless(run("bindfs", "-p", "0777", "--chmod-ignore",
        plain.toString(), data.toString()) == 0, "There is no bindfs:"
        + " a file system without permissions is not tested");
    try (StepProcess step = StepProcess.start(App.class, data)) {
      assertEquals("Views: 1", new Browser(step.port()).sees("/"));
      assertTrue(step.output().startsWith("WARNING: other users may be able to"
          + " write to " + data.toRealPath() + ": its file system keeps no"
          + " permissions.\n"), step.output());
    } finally {
      run("fusermount", "-u", data.toString());
    }
  }

  private static int run(String... command) throws Exception {
    try {
      return new ProcessBuilder(command).start().waitFor();
    } catch (IOException e) {
      return -1; // there is no such program
    }
  }

  private static void permit(String permissions, Path path)
      throws IOException {
    Skip.evenOnCiUnless(FileSystems.getDefault()
        .supportedFileAttributeViews().contains("posix"),
        "This system has no POSIX permissions");
    Files.setPosixFilePermissions(path,
        PosixFilePermissions.fromString(permissions));
  }

  @Test
  void a_folder_that_is_in_use_is_reported_in_one_sentence() {
    try (StepProcess first = StepProcess.start(App.class, data)) {
      assertReports("Another program is using the data in", data, "0");
      assertEquals("Views: 1", new Browser(first.port()).sees("/"));
    }
  }

  @Test
  void a_damaged_store_is_reported_in_one_sentence() throws IOException {
    Files.createFile(data.resolve("checkpoint-2.mapdb"));
    assertReports("checkpoint-2.mapdb is damaged", data, "0");
  }

  @Test
  void a_port_in_use_is_reported_in_one_sentence()
      throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      String port = String.valueOf(taken.getLocalPort());
      assertReports("Cannot listen on port " + port, data, port);
    }
  }

  @Test
  void a_step_that_cannot_listen_unlocks_the_folder() throws IOException {
    try (ServerSocket taken = new ServerSocket(0)) {
      Settings settings = new Settings(taken.getLocalPort(), data);
      assertThrows(StartupException.class, () -> App.start(settings));
    }
    Store.open(data).close();
  }

  @Test
  void when_stopped_it_saves_everything_and_prints_nothing()
      throws IOException {
    try (StepProcess step = StepProcess.start(App.class, data)) {
      new Browser(step.port()).sees("/");
      step.stop();
      assertFalse(step.output().contains("Exception"), step.output());
    }
    assertTrue(Files.exists(data.resolve("checkpoint-2.mapdb")));
    assertFalse(Files.exists(data.resolve("journal-1.jsonl")));
  }

  private static void assertReports(String sentence, Path data, String port) {
    StepProcess step = StepProcess.launch(App.class,
        Map.of("PORT", port, "DATA_DIR", data.toString()));
    assertEquals(1, step.exitCode());
    assertTrue(step.output().contains(sentence), step.output());
    assertEquals(1, step.output().lines().count(), step.output());
  }

  /** Such as that of a build that did not write down yet whose it is. */
  @Test
  void a_folder_without_an_owner_may_have_more_data_than_fits_into_memory()
      throws IOException {
    SortedMap<String, String> sessions = new TreeMap<>();
    for (int i = 0; i < 150_000; i++) {
      sessions.put("sessions/%064x".formatted(i),
          "{\"created\":1,\"accessed\":1,\"attributes\":{\"views\":1}}");
    }
    LargeFolder.fill(data, sessions);
    StepProcess.start(App.class, data, List.of("-Xmx24m")).close();
  }
}
