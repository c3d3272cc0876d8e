package viewcounter.step5;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import viewcounter.step1.Settings;
import viewcounter.step2.WebServer;
import viewcounter.step4.Passwords;

/** A benchmark: does the site stay quick while many people log in? */
final class LoginStorm {

  private static final int CLIENTS = 64;
  private static final int SECONDS = 20;
  private static final int PAUSE_MILLIS = 10; // leaves the logins their part
  private static final String PASSWORD = "correct horse";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String site;
  private final String secret;

  private LoginStorm(String site, String secret) {
    this.site = site;
    this.secret = secret;
  }

  public static void main(String... args) throws Exception {
    Path data = Files.createTempDirectory("login-storm");
    Passwords passwords = Passwords.bcrypt(Passwords.COST);
    Setup quiet = new Setup(passwords, Clock.systemUTC(), line -> {});
    try (WebServer server = App.start(new Settings(0, data), quiet)) {
      new LoginStorm("http://localhost:" + server.port(),
          Files.readString(data.resolve("proxy-secret"))).run(passwords);
    }
    System.exit(0); // the HTTP client has threads of its own
  }

  private void run(Passwords passwords) throws Exception {
    System.out.println("Signing up " + CLIENTS + " people ...");
    for (int i = 0; i < CLIENTS; i++) {
      post("/register", i);
    }
    double hashMillis = hashMillis(passwords);
    String visitor = cookieOf(post("/login", 0));
    System.out.println("Visits for " + 2 * SECONDS + " seconds, to warm up and"
        + " without a storm ...");
    visits(visitor);
    List<Double> calm = visits(visitor);

    System.out.println("Visits and logins for " + SECONDS + " seconds ...");
    AtomicInteger logins = new AtomicInteger();
    ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    for (int i = 0; i < CLIENTS; i++) {
      int person = i;
      clients.execute(() -> logInAgainAndAgain(person, logins));
    }
    logins.set(0);
    long start = System.nanoTime();
    List<Double> storm = visits(visitor);
    double perSecond = logins.get() * 1e9 / (System.nanoTime() - start);
    clients.shutdownNow();
    clients.awaitTermination(1, TimeUnit.MINUTES);

    int processors = Runtime.getRuntime().availableProcessors();
    System.out.printf("%n%d processors, a hash takes %.1f ms%n", processors,
        hashMillis);
    System.out.printf("%-24s %9s %9s %9s%n", "GET / of a visitor", "visits",
        "p50 ms", "p99 ms");
    print("without logins", calm);
    print("with " + CLIENTS + " clients", storm);
    System.out.printf("logins per second: %.1f, %.2f of processors / hash"
        + " time%n", perSecond, perSecond * hashMillis / 1000 / processors);
    System.out.printf("p99 with the storm: %.2f of the time of a hash%n",
        percentile(storm, 0.99) / hashMillis);
  }

  private void logInAgainAndAgain(int person, AtomicInteger logins) {
    try {
      while (!Thread.interrupted()) {
        if (post("/login", person).statusCode() == 303) {
          logins.incrementAndGet();
        }
      }
    } catch (IOException | InterruptedException e) {
      // the storm is over
    }
  }

  private List<Double> visits(String cookie) throws Exception {
    List<Double> millis = new ArrayList<>();
    HttpRequest request = HttpRequest.newBuilder(URI.create(site + "/"))
        .header("Cookie", cookie).build();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      if (http.send(request, BodyHandlers.discarding()).statusCode() != 200) {
        throw new IllegalStateException("The visitor is not logged in");
      }
      millis.add((System.nanoTime() - start) / 1e6);
      Thread.sleep(PAUSE_MILLIS);
    }
    return millis;
  }

  private HttpResponse<Void> post(String path, int person)
      throws IOException, InterruptedException {
    String password = URLEncoder.encode(PASSWORD, StandardCharsets.UTF_8);
    return http.send(HttpRequest.newBuilder(URI.create(site + path))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .header("X-Proxy-Secret", secret)
        .header("X-Real-IP", "192.0.2." + person)
        .POST(BodyPublishers.ofString("username=person" + person
            + "&password=" + password + "&repeated=" + password))
        .build(), BodyHandlers.discarding());
  }

  private static String cookieOf(HttpResponse<?> response) {
    return response.headers().firstValue("Set-Cookie").orElseThrow()
        .split(";")[0];
  }

  private static double hashMillis(Passwords passwords) {
    int hashes = 20;
    for (int i = 0; i < hashes; i++) {
      passwords.hash(PASSWORD);
    }
    long start = System.nanoTime();
    for (int i = 0; i < hashes; i++) {
      passwords.hash(PASSWORD);
    }
    return (System.nanoTime() - start) / 1e6 / hashes;
  }

  private static void print(String name, List<Double> millis) {
    System.out.printf("%-24s %9d %9.1f %9.1f%n", name, millis.size(),
        percentile(millis, 0.5), percentile(millis, 0.99));
  }

  private static double percentile(List<Double> millis, double share) {
    return millis.stream().sorted().skip((long) (millis.size() * share))
        .findFirst().orElseThrow();
  }
}
