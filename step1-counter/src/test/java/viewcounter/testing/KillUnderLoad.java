package viewcounter.testing;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Ends a step while 16 clients look at their counts, again and again, and
 * compares what it knows afterwards with what it had answered. More rounds:
 * {@code -Drounds=50}.
 */
public final class KillUnderLoad {

  private static final int CLIENTS = 16;
  private static final int ROUNDS = Integer.getInteger("rounds", 3);

  private final HttpClient http = HttpClient.newHttpClient();
  private final Class<?> app;
  private final Path data;
  private final Consumer<StepProcess> end;

  /** By {@code kill -9}. */
  public KillUnderLoad(Class<?> app, Path data) {
    this(app, data, StepProcess::kill);
  }

  public KillUnderLoad(Class<?> app, Path data, Consumer<StepProcess> end) {
    this.app = app;
    this.data = data;
    this.end = end;
  }

  /**
   * @param logIn makes a browser whose cookies the clients use; each call of
   *     theirs is one view
   * @return how many views were answered in all
   */
  public long run(Function<StepProcess, Browser> logIn) throws Exception {
    long highest = 0;
    Browser browser = null;
    for (int round = 0; round <= ROUNDS; round++) {
      try (StepProcess step = StepProcess.start(app, data)) {
        browser = browser == null ? logIn.apply(step)
            : new Browser(step.port()).withCookiesOf(browser);
        long next = count(browser.sees("/"));
        if (next <= highest) {
          throw new AssertionError("View " + highest + " was answered before"
              + " the end, but view " + next + " after it");
        }
        highest = round == ROUNDS ? next : loadAndKill(step, browser);
      }
    }
    return highest;
  }

  private long loadAndKill(StepProcess step, Browser browser)
      throws Exception {
    AtomicLong highest = new AtomicLong();
    AtomicInteger answered = new AtomicInteger();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    HttpRequest request = HttpRequest.newBuilder(
        URI.create("http://localhost:" + step.port() + "/"))
        .header("Cookie", browser.cookies().entrySet().iterator().next()
            .toString()).build();
    for (int i = 0; i < CLIENTS; i++) {
      clients.execute(() -> {
        try {
          while (!Thread.interrupted()) {
            long view = count(http.send(request, BodyHandlers.ofString())
                .body());
            highest.accumulateAndGet(view, Math::max);
            answered.incrementAndGet();
          }
        } catch (IOException | InterruptedException e) {
          // the step was killed
        }
      });
    }
    int enough = ThreadLocalRandom.current().nextInt(20, 500);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (answered.get() < enough && System.nanoTime() < deadline) {
      Thread.onSpinWait();
    }
    end.accept(step);
    clients.shutdownNow();
    clients.awaitTermination(30, TimeUnit.SECONDS);
    return highest.get();
  }

  private static long count(String body) {
    int views = Browser.viewsIn(body);
    if (views == 0) {
      throw new AssertionError("No count in " + body);
    }
    return views;
  }
}
