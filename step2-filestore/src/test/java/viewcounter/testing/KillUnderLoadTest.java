package viewcounter.testing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A site that loses views fails, however it loses them. */
class KillUnderLoadTest {

  @TempDir
  Path folder;

  /** Counts in a file; the name of its folder says what it does wrong. */
  static final class FakeStep {

    private final Path file;
    private final String fault;
    private int views;

    private FakeStep(Path data) throws IOException {
      Files.createDirectories(data);
      file = data.resolve("views");
      fault = data.getFileName().toString();
      views = Files.exists(file)
          ? Integer.parseInt(Files.readString(file)) : 0;
      views = fault.equals("forgets") ? Math.max(0, views - 10)
          : fault.equals("invents") && views > 0 ? views + 1000 : views;
    }

    public static void main(String... args) throws IOException {
      FakeStep step = new FakeStep(Path.of(System.getenv("DATA_DIR")));
      HttpServer server = HttpServer.create(new InetSocketAddress(
          InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", step::answer);
      server.start();
      System.out.println("It runs at http://localhost:"
          + server.getAddress().getPort());
    }

    private synchronized void answer(HttpExchange exchange)
        throws IOException {
      views++;
      Files.writeString(file.resolveSibling("next"), "" + views);
      Files.move(file.resolveSibling("next"), file,
          StandardCopyOption.ATOMIC_MOVE);
      boolean wrong = views > 15;
      if (fault.equals("hangs up") && wrong) {
        exchange.close();
        return;
      }
      byte[] page = ("Views: " + (fault.equals("repeats") && wrong
          ? views - 1 + views % 2 : views)).getBytes(UTF_8);
      exchange.getResponseHeaders().add("Set-Cookie", "session=x");
      exchange.sendResponseHeaders(
          fault.equals("fails") && wrong ? 500 : 200, page.length);
      exchange.getResponseBody().write(page);
      exchange.close();
    }
  }

  @Test
  void a_site_that_keeps_its_word_passes() throws Exception {
    kill("keeps its word");
  }

  @ParameterizedTest
  @CsvSource({"forgets, was answered before the end",
      "invents, more were asked for", "repeats, Two responses said view",
      "fails, A view was answered with 500", "hangs up, A client failed"})
  void a_site_with_a_fault_fails(String fault, String words) {
    AssertionError e = assertThrows(AssertionError.class, () -> kill(fault));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  private void kill(String fault) throws Exception {
    new KillUnderLoad(FakeStep.class, folder.resolve(fault)).run(step -> {
      Browser browser = new Browser(step.port());
      browser.sees("/");
      return browser;
    });
  }
}
