package viewcounter.step5;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import spark.Request;
import viewcounter.launch.OwnerOnly;
import viewcounter.launch.StartupException;
import viewcounter.testing.Concurrently;
import viewcounter.testing.Skip;
import viewcounter.testing.StepProcess;

class ProxyTest {

  private static final String SECRET = "0123456789abcdef".repeat(4);

  @TempDir
  Path data;

  private final List<String> log = new ArrayList<>();
  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = data.resolve("proxy-secret");
  }

  @Test
  void the_first_start_creates_a_secret_of_256_bits_and_later_ones_keep_it(
      @TempDir Path other) throws IOException {
    new Proxy(data, log::add);
    String secret = Files.readString(file);
    assertTrue(secret.matches("[0-9a-f]{64}"), secret);
    new Proxy(data, log::add);
    assertEquals(secret, Files.readString(file));
    new Proxy(other, log::add);
    assertNotEquals(secret,
        Files.readString(other.resolve("proxy-secret")));
  }

  @Test
  void only_the_owner_can_read_the_secret() throws IOException {
    needsPosixPermissions();
    new Proxy(data, log::add);
    assertEquals("rw-------", PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file)));
  }

  @ParameterizedTest
  @CsvSource({"'', false", "' ', false", "x, false",
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde, false",
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, true"})
  void a_secret_of_fewer_than_64_characters_is_rejected(String secret,
      boolean enough) throws IOException {
    write(secret);
    if (enough) {
      new Proxy(data, log::add);
    } else {
      StartupException e =
          assertThrows(StartupException.class, () -> new Proxy(data, log::add));
      assertEquals("Cannot read or create " + file + ". If it exists, delete"
          + " it: a new one will be created.", e.getMessage());
    }
    assertEquals(secret, Files.readString(file));
  }

  @ParameterizedTest
  @CsvSource({"rw-r--r--", "rw-r-----", "rw-rw-rw-"})
  void a_secret_that_others_can_read_is_reported_and_kept(String permissions)
      throws IOException {
    needsPosixPermissions();
    write(SECRET);
    Files.setPosixFilePermissions(file,
        PosixFilePermissions.fromString(permissions));
    StartupException e =
        assertThrows(StartupException.class, () -> new Proxy(data, log::add));
    assertEquals("Other users can " + (permissions.equals("rw-rw-rw-")
        ? "write to " + file + ". Run chmod -R go-rwx \"" + data
        : "read or change " + file + ". Run chmod -R go-rwx \"" + file)
        + "\", or choose another folder with the environment variable"
        + " DATA_DIR.", e.getMessage());
    assertEquals(SECRET, Files.readString(file));
  }

  private static void needsPosixPermissions() {
    Skip.evenOnCiUnless(FileSystems.getDefault()
        .supportedFileAttributeViews().contains("posix"),
        "This system has no POSIX permissions");
  }

  private void write(String secret) throws IOException {
    Files.deleteIfExists(file);
    Files.writeString(Files.createFile(file, OwnerOnly.file()), secret);
  }

  @Test
  void a_secret_that_cannot_be_created_is_reported() throws IOException {
    Path nowhere = Files.createFile(data.resolve("no folder"))
        .resolve("nowhere");
    StartupException e = assertThrows(StartupException.class,
        () -> new Proxy(nowhere, log::add));
    assertTrue(e.getMessage().startsWith("Cannot read or create " + nowhere),
        e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"fsync", "link"})
  void a_kill_while_the_secret_is_created_does_not_stop_the_next_start(
      String call) throws Exception {
    Skip.withoutStrace("kills while the secret is made are not tested");
    StepProcess program = StepProcess.launchUnder(List.of("strace", "-f",
        "-qq", "-o", data.resolve("strace.log").toString(),
        "-e", "trace=" + call, "-e", "inject=" + call + ":signal=KILL:when=1"),
        MakesASecret.class, data.toString());
    assertNotEquals(0, program.exitCode(), "It does not get that far");
    new Proxy(data, log::add);
    assertEquals(64, Files.readString(file).length());
  }

  @Test
  void instances_that_share_the_folder_share_the_secret() throws Exception {
    List<String> secrets = Concurrently.run(16,
        () -> SecretFile.read(data.resolve("new").resolve("proxy-secret")));
    assertEquals(1, Set.copyOf(secrets).size(), secrets.toString());
  }

  static final class MakesASecret {
    public static void main(String... args) {
      new Proxy(Path.of(args[0]), System.out::println);
    }
  }

  @Test
  void a_proxy_that_knows_the_secret_says_where_a_request_comes_from()
      throws IOException {
    assertEquals("198.51.100.1", clientOf(SECRET, "198.51.100.1"));
    assertEquals("2001:db8::1", clientOf(SECRET, "2001:db8::1"));
  }

  @ParameterizedTest
  @CsvSource({", 198.51.100.1", "'', 198.51.100.1", "guessed, 198.51.100.1",
      "0123456789ABCDEF0123456789abcdef0123456789abcdef0123456789abcdef,"
          + " 198.51.100.1",
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde,"
          + " 198.51.100.1",
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef0,"
          + " 198.51.100.1",
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, ",
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, ''"})
  void otherwise_the_IP_address_of_the_connection_counts(String secret,
      String address) throws IOException {
    assertEquals("192.0.2.1", clientOf(secret, address));
  }

  @Test
  void no_other_header_says_where_a_request_comes_from() throws IOException {
    write(SECRET);
    assertEquals("192.0.2.1", new Proxy(data, log::add).clientOf(
        new FakeRequest("GET").withHeader("X-Proxy-Secret", SECRET)
            .withHeader("X-Forwarded-For", "198.51.100.1")
            .withHeader("Forwarded", "for=198.51.100.1").sent()));
  }

  @ParameterizedTest
  @CsvSource({"guessed, 198.51.100.1", ", 198.51.100.1", "guessed, "})
  void a_wrong_secret_is_reported_once(String secret, String address)
      throws IOException {
    write(SECRET);
    Proxy proxy = new Proxy(data, log::add);
    for (int i = 0; i < 3; i++) {
      proxy.clientOf(request(secret, address));
    }
    assertEquals(List.of("WARNING: a proxy does not send the secret of " + file
        + " as X-Proxy-Secret together with X-Real-IP. All clients behind"
        + " it count as one IP address. (This is logged once.)"), log);
  }

  @Test
  void a_right_secret_and_no_proxy_at_all_are_not_reported()
      throws IOException {
    clientOf(SECRET, "198.51.100.1");
    clientOf(null, null);
    assertEquals(List.of(), log);
  }

  @ParameterizedTest
  @CsvSource({
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,"
          + " https://views.example",
      "guessed, http://views.example", ", http://views.example"})
  void the_site_is_HTTPS_for_requests_through_the_proxy(String secret,
      String origin) throws IOException {
    write(SECRET);
    assertEquals(origin, new Proxy(data, log::add).originOf(
        new FakeRequest("POST").withHeader("X-Proxy-Secret", secret)
            .withHeader("Host", "views.example").sent()));
  }

  private String clientOf(String secret, String address) throws IOException {
    write(SECRET + "\n"); // as an editor leaves it
    return new Proxy(data, log::add).clientOf(request(secret, address));
  }

  private static Request request(String secret, String address) {
    return new FakeRequest("GET").withHeader("X-Proxy-Secret", secret)
        .withHeader("X-Real-IP", address).sent();
  }
}
