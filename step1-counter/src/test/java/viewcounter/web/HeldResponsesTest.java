package viewcounter.web;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;
import static org.hamcrest.Matchers.is;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import viewcounter.launch.Settings;
import viewcounter.persistence.Persistence;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.UnitOfWork;
import viewcounter.session.MemorySessions;
import viewcounter.testing.Browser;
import viewcounter.testing.Concurrently;

class HeldResponsesTest {

  /** Sessions in memory whose work is saved when a test says so. */
  private static final class SlowStorage extends MemorySessions
      implements Persistence {

    private final List<Consumer<? super StoreException>> held =
        new ArrayList<>();
    private boolean holds;

    synchronized void hold() {
      holds = true;
    }

    synchronized int held() {
      return held.size();
    }

    void letGo(StoreException failure) {
      List<Consumer<? super StoreException>> all;
      synchronized (this) {
        holds = false;
        all = List.copyOf(held);
        held.clear();
      }
      all.forEach(each -> each.accept(failure));
    }

    @Override
    public Persistence persistence() {
      return this;
    }

    @Override
    public UnitOfWork begin() {
      return then -> {
        synchronized (this) {
          if (holds) {
            held.add(then);
            return;
          }
        }
        then.accept(null);
      };
    }
  }

  private final SlowStorage storage = new SlowStorage();
  private WebServer server;

  @BeforeEach
  void start() {
    server = new WebServer(new Settings(0, Path.of("none")), storage);
    server.addHeader("X-On-All", "yes");
    server.http().get("/", (request, response) -> {
      response.cookie("told", "yes");
      return "told";
    });
    server.http().get("/long", (request, response) -> "long".repeat(50_000));
    server.start();
  }

  @AfterEach
  void stop() {
    storage.letGo(null);
    server.close();
  }

  @Test
  void no_byte_of_a_response_is_sent_before_its_work_is_saved()
      throws Exception {
    for (String path : List.of("/", "/long", "/nope")) {
      storage.hold();
      try (Socket client = get(path)) {
        awaitHeld(1);
        assertNothingComes(client);
        storage.letGo(null);
        String answer = answer(client);
        assertTrue(answer.startsWith("HTTP/1.1 "
            + (path.equals("/nope") ? "404" : "200")), answer);
      }
    }
  }

  @Test
  void a_long_response_is_complete() {
    assertEquals("long".repeat(50_000),
        new Browser(server.port()).sees("/long"));
  }

  @Test
  void a_failed_save_is_answered_with_500_and_nothing_else()
      throws Exception {
    for (String path : List.of("/", "/long")) {
      storage.hold();
      try (Socket client = get(path)) {
        awaitHeld(1);
        storage.letGo(new StoreException("No space left on device", null));
        String answer = answer(client);
        assertTrue(answer.startsWith("HTTP/1.1 500"), answer);
        assertTrue(answer.contains("X-On-All: yes"), answer);
        assertTrue(answer.contains("<h1>500"), answer);
        assertFalse(answer.contains("told"), answer);
        assertFalse(answer.contains("longlong"), answer);
        assertFalse(answer.contains("No space"), answer);
      }
    }
    assertEquals("told", new Browser(server.port()).sees("/"));
  }

  @Test
  void a_client_that_hangs_up_early_harms_nobody() throws Exception {
    storage.hold();
    Socket client = get("/");
    awaitHeld(1);
    client.setSoLinger(true, 0); // it resets the connection
    client.close();
    storage.letGo(null);
    assertEquals("told", new Browser(server.port()).sees("/"));
  }

  @Test
  void a_server_that_stops_sends_held_responses_first() throws Exception {
    storage.hold();
    try (Socket client = get("/")) {
      awaitHeld(1);
      CompletableFuture<Void> closing =
          Concurrently.start(server::close);
      assertThrows(TimeoutException.class,
          () -> closing.get(300, TimeUnit.MILLISECONDS));
      storage.letGo(null);
      assertTrue(answer(client).endsWith("told"));
      closing.get(10, TimeUnit.SECONDS);
    }
    start(); // for the end of the test
  }

  @Test
  void a_thousand_held_responses_do_not_need_a_thousand_threads()
      throws Exception {
    storage.hold();
    List<Socket> clients = new ArrayList<>();
    for (int i = 0; i < 1000; i++) {
      clients.add(get("/"));
    }
    awaitHeld(1000);
    assertTrue(Thread.activeCount() < 300, // the server has at most 200
        Thread.activeCount() + " threads");
    storage.letGo(null);
    for (Socket client : clients) {
      assertTrue(answer(client).endsWith("told"));
      client.close();
    }
  }

  private Socket get(String path) throws IOException {
    Socket client =
        new Socket(InetAddress.getLoopbackAddress(), server.port());
    client.getOutputStream().write(("GET " + path + " HTTP/1.1\r\n"
        + "Host: localhost\r\nConnection: close\r\n\r\n")
        .getBytes(ISO_8859_1));
    return client;
  }

  private static String answer(Socket client) throws IOException {
    client.setSoTimeout(10_000);
    return new String(client.getInputStream().readAllBytes(), ISO_8859_1);
  }

  private static void assertNothingComes(Socket client) throws IOException {
    client.setSoTimeout(200);
    assertThrows(SocketTimeoutException.class,
        () -> client.getInputStream().read());
  }

  private void awaitHeld(int number) {
    await("held responses").atMost(30, TimeUnit.SECONDS)
        .pollInterval(2, TimeUnit.MILLISECONDS)
        .until(storage::held, is(greaterThanOrEqualTo(number)));
  }
}
