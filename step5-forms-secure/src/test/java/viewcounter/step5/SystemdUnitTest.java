package viewcounter.step5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.testing.Skip;

/** What systemd thinks of the unit. */
class SystemdUnitTest {

  @TempDir
  Path folder;

  private Path unit;

  /** The unit, for a program that is there: that of the sources. */
  @BeforeEach
  void copy() throws IOException {
    unit = folder.resolve("viewcounter.service");
    Files.writeString(unit,
        Files.readString(Path.of("delivery/viewcounter.service")).replace(
            "=/opt/viewcounter/", "=" + Path.of("delivery").toAbsolutePath()
                + "/"));
  }

  @Test
  void it_has_no_errors() throws Exception {
    assertEquals("", analyze("verify", "--man=no"));
  }

  @Test
  void it_exposes_little() throws Exception {
    String table = analyze("security", "--offline=true");
    assertTrue(table.strip().matches(
        "(?s).*viewcounter\\.service: [01]\\.\\d OK[^\\n]*"), table);
  }

  private String analyze(String... words) throws Exception {
    Skip.unless(Stream.of(System.getenv("PATH").split(":"))
        .anyMatch(path -> Files.exists(Path.of(path, "systemd-analyze"))),
        "There is no systemd-analyze: the systemd unit is not tested");
    Process process = new ProcessBuilder(Stream.concat(
        Stream.concat(Stream.of("systemd-analyze"), Stream.of(words)),
        Stream.of("--no-pager", unit.toString())).toList())
        .redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
