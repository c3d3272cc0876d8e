package viewcounter.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.time.Duration.ZERO;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThan;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.launch.Settings;
import viewcounter.testing.Concurrently;
import viewcounter.testing.RawHttp;

class DrainingConnectorTest {

  private static final String POST = "POST / HTTP/1.1\r\nHost: a\r\n"
      + "Content-Length: 0\r\n\r\n";

  @TempDir
  Path data;

  private final AtomicInteger answers = new AtomicInteger();
  private volatile boolean closing;

  @Test
  void whoever_has_connected_is_answered_while_the_server_stops()
      throws Exception {
    WebServer server = start();
    int port = server.port();
    CompletableFuture<Void> end = Concurrently.start(() -> {
      await("many answers").atMost(30, SECONDS)
          .until(answers::get, greaterThan(200));
      closing = true;
      server.close();
    });
    Concurrently.run(8, () -> {
      while (isAnsweredAt(port)) {
        answers.incrementAndGet();
      }
      return null;
    });
    end.get(30, SECONDS);
  }

  /**
   * Or nobody listens any more; anything else is an exception. The system
   * resets a connection that is made in the very moment in which the port is
   * closed: nobody can have accepted it.
   */
  private boolean isAnsweredAt(int port) throws IOException {
    boolean connectedBefore = false;
    try (Socket socket = new Socket("127.0.0.1", port)) {
      connectedBefore = !closing;
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(POST.replace("\r\n\r\n",
          "\r\nConnection: close\r\n\r\n").getBytes(ISO_8859_1));
      assertEquals(200, RawHttp.status(new String(
          socket.getInputStream().readAllBytes(), ISO_8859_1)));
      return true;
    } catch (SocketException e) {
      if (connectedBefore) {
        throw e;
      }
      return false;
    }
  }

  @Test
  void whoever_has_only_connected_can_still_ask() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch done = new CountDownLatch(1);
    WebServer server = start();
    int port = server.port();
    server.http().get("/slow", (request, response) -> {
      begun.countDown();
      done.await(30, SECONDS);
      return "slow";
    });
    CompletableFuture<String> held = Concurrently.supply(
        () -> RawHttp.get(port, "/slow"));
    assertTrue(begun.await(30, SECONDS));
    try (Socket socket = new Socket("127.0.0.1", port)) {
      socket.setSoTimeout(10_000);
      CompletableFuture<Void> end = Concurrently.start(server::close);
      await("the closed port").atMost(30, SECONDS).pollDelay(ZERO)
          .pollInterval(5, MILLISECONDS).until(() -> !isOpen(port));
      socket.getOutputStream().write(POST.getBytes(ISO_8859_1));
      String response = new String(socket.getInputStream().readAllBytes(),
          ISO_8859_1); // to the end: the connection is not kept
      assertEquals(200, RawHttp.status(response), response);
      done.countDown();
      assertEquals(200, RawHttp.status(held.get(30, SECONDS)));
      end.get(30, SECONDS);
    }
  }

  /** Asks nothing: a read could wait for as long as the test does. */
  private static boolean isOpen(int port) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port)) {
      return true;
    } catch (SocketException e) {
      return false;
    }
  }

  private WebServer start() {
    WebServer server = new WebServer(new Settings(0, data));
    server.http().post("/", (request, response) -> "done");
    return server.start();
  }
}
