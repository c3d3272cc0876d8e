package viewcounter.step5;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.awaitility.Awaitility;
import viewcounter.testing.Browser;

/**
 * Eight clients with the cookies of one browser that look at its count again
 * and again, before, while and after the database fails.
 */
final class SteadyViews implements AutoCloseable {

  private static final int CLIENTS = 8;

  private final HttpClient http = HttpClient.newHttpClient();
  private final ExecutorService clients =
      Executors.newFixedThreadPool(CLIENTS);
  private final List<Future<?>> all = new ArrayList<>();
  private final HttpRequest request;
  private final int before;
  private final AtomicInteger sent = new AtomicInteger();
  private final AtomicInteger unavailable = new AtomicInteger();
  private final Set<Integer> answered = ConcurrentHashMap.newKeySet();
  private long last = System.nanoTime();
  private long longest;
  private volatile boolean over;

  /** Begins to look. */
  SteadyViews(int port, Browser browser) {
    before = Browser.viewsIn(browser.sees("/"));
    request = HttpRequest.newBuilder(URI.create("http://localhost:" + port))
        .timeout(Duration.ofSeconds(20)).header("Cookie",
            browser.cookies().entrySet().iterator().next().toString())
        .build();
    for (int i = 0; i < CLIENTS; i++) {
      all.add(clients.submit(() -> {
        while (!over) {
          try {
            view();
          } catch (IOException e) {
            unavailable.incrementAndGet(); // half a response is no answer
          }
          LockSupport.parkNanos(MILLISECONDS.toNanos(20)); // or it uses a core
        }
        return null;
      }));
    }
  }

  private void view() throws IOException, InterruptedException {
    sent.incrementAndGet();
    HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
    if (response.statusCode() == 503) {
      unavailable.incrementAndGet();
    } else {
      int view = Browser.viewsIn(response.body());
      if (response.statusCode() != 200 || view == 0) {
        throw new AssertionError("A view was answered with "
            + response.statusCode() + ": " + response.body());
      }
      if (!answered.add(view)) {
        throw new AssertionError("Two responses said view " + view);
      }
      measure();
    }
  }

  private synchronized void measure() {
    long now = System.nanoTime();
    longest = Math.max(longest, now - last);
    last = now;
  }

  /** Waits until there was a response of status 503, or none. */
  void awaitFailure() {
    await("a view that fails", () -> unavailable.get() > 0);
  }

  /** Waits until many more views were answered. */
  void awaitMore() {
    int enough = answered.size() + 200;
    await("views", () -> answered.size() >= enough);
  }

  private void await(String what, BooleanSupplier there) {
    Awaitility.await(what).atMost(120, SECONDS).until(() -> {
      for (Future<?> client : all) {
        if (client.isDone()) {
          client.get(); // it failed
        }
      }
      return there.getAsBoolean();
    });
  }

  /** How long at most there was no view. */
  synchronized double longestSeconds() {
    return NANOSECONDS.toMillis(longest) / 1000.0;
  }

  /** Waits for the last responses. */
  void end() throws Exception {
    over = true;
    clients.shutdown();
    assertTrue(clients.awaitTermination(30, SECONDS));
    for (Future<?> client : all) {
      client.get();
    }
  }

  /** Each answered view counts once, and only what was asked for counts. */
  void checkThatThereAre(int views) {
    int highest = answered.stream().max(Integer::compare).orElseThrow();
    assertTrue(views >= highest && views >= before + answered.size(),
        () -> answered.size() + " views were answered after view " + before
            + ", the last of them was " + highest + ", but now there are "
            + views);
    assertTrue(views <= before + sent.get(), () -> sent + " views were asked"
        + " for after view " + before + ", but now there are " + views);
  }

  @Override
  public void close() {
    over = true;
    clients.shutdownNow();
  }
}
