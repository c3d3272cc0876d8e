package viewcounter.testing;

import static java.time.Duration.ZERO;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.greaterThanOrEqualTo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
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
  private final Map<String, String> environment;
  private final int rounds;
  private final Consumer<StepProcess> end;

  /** By {@code kill -9}. */
  public KillUnderLoad(Class<?> app, Path data) {
    this(app, data, StepProcess::kill);
  }

  public KillUnderLoad(Class<?> app, Path data, Consumer<StepProcess> end) {
    this(app, Map.of("PORT", "0", "DATA_DIR", data.toString()), ROUNDS, end);
  }

  /** @param end ends the step, or something that the step needs */
  public KillUnderLoad(Class<?> app, Map<String, String> environment,
      int rounds, Consumer<StepProcess> end) {
    this.app = app;
    this.environment = environment;
    this.rounds = rounds;
    this.end = end;
  }

  /**
   * Fails if a view that was answered is forgotten or counted twice, or if a
   * client saw anything but views before the end; with a database, it may also
   * be asked to wait.
   *
   * @param logIn makes a browser whose cookies the clients use; each call of
   *     theirs is one view
   */
  public void run(Function<StepProcess, Browser> logIn) throws Exception {
    Browser browser = null;
    Load before = null;
    for (int round = 0; round <= rounds; round++) {
      try (StepProcess step = StepProcess.start(app, environment)) {
        browser = browser == null ? logIn.apply(step)
            : new Browser(step.port()).withCookiesOf(browser);
        int first = count(browser.sees("/"));
        if (before != null) {
          before.checkThatItKnows(first - 1);
        }
        if (round < rounds) {
          before = new Load(first, request(step, browser));
          before.endMeanwhile(step);
        }
      }
    }
  }

  private static HttpRequest request(StepProcess step, Browser browser) {
    return HttpRequest.newBuilder(
        URI.create("http://localhost:" + step.port() + "/"))
        .timeout(Duration.ofSeconds(20))
        .header("Cookie", browser.cookies().entrySet().iterator().next()
            .toString()).build();
  }

  private static int count(String body) {
    int views = Browser.viewsIn(body);
    if (views == 0) {
      throw new AssertionError("No count in " + body);
    }
    return views;
  }

  /** What the clients of one round did. */
  private final class Load {

    private final int before;
    private final HttpRequest request;
    private final AtomicInteger sent = new AtomicInteger();
    private final Set<Integer> answered = ConcurrentHashMap.newKeySet();
    private volatile boolean ending;
    private volatile boolean ended;

    /** @param before how many views there were when it began */
    private Load(int before, HttpRequest request) {
      this.before = before;
      this.request = request;
    }

    private void endMeanwhile(StepProcess step) throws Exception {
      ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
      try {
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
          all.add(clients.submit(() -> {
            view();
            return null;
          }));
        }
        awaitViews(all);
        ending = true;
        end.accept(step);
        ended = true;
        clients.shutdown();
        if (!clients.awaitTermination(30, SECONDS)) {
          throw new AssertionError("A client waits for a response forever");
        }
        for (Future<?> client : all) {
          rethrowFailureOf(client);
        }
      } finally {
        clients.shutdownNow();
      }
    }

    private void awaitViews(List<Future<?>> clients) {
      int enough = ThreadLocalRandom.current().nextInt(20, 500);
      await("enough views").pollInSameThread().pollDelay(ZERO)
          .pollInterval(1, MILLISECONDS).atMost(60, SECONDS).until(() -> {
            for (Future<?> client : clients) {
              if (client.isDone()) {
                rethrowFailureOf(client);
              }
            }
            return answered.size();
          }, greaterThanOrEqualTo(enough));
    }

    private void view() throws InterruptedException, IOException {
      try {
        while (!ended) {
          sent.incrementAndGet();
          HttpResponse<String> response =
              http.send(request, BodyHandlers.ofString());
          if (response.statusCode() == 503 && ending) {
            return; // no more views after the end
          }
          if (response.statusCode() == 503
              && environment.containsKey("DATABASE_URL")) {
            continue; // which a slow machine keeps waiting: nothing is counted
          }
          if (response.statusCode() != 200) {
            throw new AssertionError("A view was answered with "
                + response.statusCode());
          }
          int view = count(response.body());
          if (!answered.add(view)) {
            throw new AssertionError("Two responses said view " + view);
          }
        }
      } catch (IOException e) {
        if (!ending) {
          throw e;
        }
      }
    }

    /** Each view that was answered counts once, and only what was asked for. */
    private void checkThatItKnows(int views) {
      int highest = answered.stream().max(Integer::compare).orElseThrow();
      if (views < highest || views < before + answered.size()) {
        throw new AssertionError("View " + highest + " was answered before"
            + " the end, the " + answered.size() + "th after view " + before
            + ", but after it there are " + views);
      }
      if (views > before + sent.get()) {
        throw new AssertionError("There were " + before + " views, and "
            + sent + " more were asked for, but now there are " + views);
      }
    }
  }

  private static void rethrowFailureOf(Future<?> client) throws Exception {
    try {
      client.get();
    } catch (ExecutionException e) {
      throw new AssertionError("A client failed: " + e.getCause(),
          e.getCause());
    }
  }
}
