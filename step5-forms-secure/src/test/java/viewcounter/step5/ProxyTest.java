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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import viewcounter.launch.StartupException;
import viewcounter.testing.Skip;

class ProxyTest {

  private static final String SECRET = "0123456789abcdef".repeat(4);

  @TempDir
  Path data;

  private Path file;

  @BeforeEach
  void nameTheFile() {
    file = data.resolve("proxy-secret");
  }

  @Test
  void the_first_start_makes_a_secret_of_256_bits_and_later_ones_keep_it(
      @TempDir Path other) throws IOException {
    new Proxy(data);
    String secret = Files.readString(file);
    assertTrue(secret.matches("[0-9a-f]{64}"), secret);
    new Proxy(data);
    assertEquals(secret, Files.readString(file));
    new Proxy(other);
    assertNotEquals(secret,
        Files.readString(other.resolve("proxy-secret")));
  }

  @Test
  void the_secret_is_for_its_owner_only() throws IOException {
    Skip.evenOnCiUnless(FileSystems.getDefault()
        .supportedFileAttributeViews().contains("posix"),
        "This system has no POSIX permissions");
    new Proxy(data);
    assertEquals("rw-------", PosixFilePermissions.toString(
        Files.getPosixFilePermissions(file)));
  }

  @ParameterizedTest
  @CsvSource({"'', false", "' ', false", "x, false",
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcde, false",
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, true"})
  void a_secret_of_fewer_than_64_characters_is_none(String secret,
      boolean enough) throws IOException {
    Files.writeString(file, secret);
    if (enough) {
      new Proxy(data);
    } else {
      StartupException e =
          assertThrows(StartupException.class, () -> new Proxy(data));
      assertEquals("Cannot read or make " + file + ". If it is there, delete"
          + " it: a new one is made.", e.getMessage());
    }
    assertEquals(secret, Files.readString(file));
  }

  @Test
  void a_secret_that_cannot_be_made_is_told() {
    Path nowhere = data.resolve("nowhere");
    StartupException e =
        assertThrows(StartupException.class, () -> new Proxy(nowhere));
    assertTrue(e.getMessage().startsWith("Cannot read or make " + nowhere),
        e.getMessage());
  }

  @Test
  void who_knows_the_secret_says_where_a_request_comes_from()
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
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef, "})
  void else_it_comes_from_where_its_connection_does(String secret,
      String address) throws IOException {
    assertEquals("192.0.2.1", clientOf(secret, address));
  }

  @Test
  void no_other_header_says_where_a_request_comes_from() throws IOException {
    Files.writeString(file, SECRET);
    assertEquals("192.0.2.1", new Proxy(data).clientOf(new FakeRequest("GET")
        .withHeader("X-Proxy-Secret", SECRET)
        .withHeader("X-Forwarded-For", "198.51.100.1")
        .withHeader("Forwarded", "for=198.51.100.1").sent()));
  }

  @ParameterizedTest
  @CsvSource({
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,"
          + " https://views.example",
      "guessed, http://views.example", ", http://views.example"})
  void the_site_is_HTTPS_for_those_who_come_through_the_proxy(String secret,
      String origin) throws IOException {
    Files.writeString(file, SECRET);
    assertEquals(origin, new Proxy(data).originOf(new FakeRequest("POST")
        .withHeader("X-Proxy-Secret", secret)
        .withHeader("Host", "views.example").sent()));
  }

  private String clientOf(String secret, String address) throws IOException {
    Files.writeString(file, SECRET + "\n"); // as an editor leaves it
    return new Proxy(data).clientOf(new FakeRequest("GET")
        .withHeader("X-Proxy-Secret", secret)
        .withHeader("X-Real-IP", address).sent());
  }
}
