package viewcounter.step5;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import viewcounter.launch.Settings;
import viewcounter.passwords.PlaintextHasher;
import viewcounter.testing.AnyRequest;
import viewcounter.testing.Corpus;
import viewcounter.testing.RawHttp;
import viewcounter.testing.TestServer;
import viewcounter.web.WebServer;

/**
 * Sends any bytes to step 5, which has to answer well and log nothing. Public
 * for Jazzer, which starts it.
 */
public class RequestFuzzTest {

  /** In an input, this is replaced by the cookie of somebody logged in. */
  private static final String SESSION = "SESSION";
  private static final Pattern COOKIE =
      Pattern.compile(App.SESSIONS.cookie() + "=\\w+");
  private static final String JANE = "username=jane&password=correct+horse";

  private static final PrintStream OUT = System.out;
  private static final PrintStream ERR = System.err;
  private static final ByteArrayOutputStream LOG = new ByteArrayOutputStream();

  private static Path data;
  private static WebServer server;

  /** Starts the step, with its trace; Jazzer calls this, too. */
  @BeforeAll
  public static void fuzzerInitialize() throws IOException {
    data = Files.createTempDirectory("viewcounter");
    System.setOut(new PrintStream(OutputStream.nullOutputStream()));
    System.setErr(new PrintStream(LOG, true));
    server = App.start(new Settings(0, data, true), new Dependencies(
        new PlaintextHasher(), Clock.systemUTC(),
        line -> assertEquals(1, line.lines().count(), line)));
    URI.create("http://localhost:" + server.port() + "/register").toURL()
        .openStream().close(); // slow while Jazzer changes what it loads
    post("/register", JANE + "&repeated=correct+horse");
  }

  @AfterAll
  static void stop() throws IOException {
    server.close();
    System.setOut(OUT);
    System.setErr(ERR);
    TestServer.delete(data);
  }

  @TestFactory
  Stream<DynamicTest> inputs_found_by_fuzzing_do_no_harm() {
    return Corpus.replay("requests", RequestFuzzTest::fuzzerTestOneInput);
  }

  /** What Jazzer calls: bytes on a connection. */
  public static void fuzzerTestOneInput(byte[] input) {
    String request = new String(input, ISO_8859_1);
    if (request.contains(SESSION)) {
      Matcher cookie = COOKIE.matcher(post("/login", JANE));
      assertTrue(cookie.find());
      request = request.replace(SESSION, cookie.group());
    }
    LOG.reset();
    AnyRequest.isAnsweredWell(server.port(), request.getBytes(ISO_8859_1));
    assertEquals("", LOG.toString());
  }

  private static String post(String path, String body) {
    return RawHttp.send(server.port(), "POST " + path + " HTTP/1.1\r\n"
        + "Host: localhost\r\nContent-Length: " + body.length() + "\r\n"
        + "Content-Type: application/x-www-form-urlencoded\r\n\r\n" + body);
  }
}
