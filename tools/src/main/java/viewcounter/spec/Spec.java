package viewcounter.spec;

import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import viewcounter.attacks.Attacks;
import viewcounter.checks.Check;
import viewcounter.checks.Check.Outcome;
import viewcounter.checks.Check.Result;
import viewcounter.checks.Report;
import viewcounter.site.RemoteSite;

/**
 * Shows how far somebody's own server is, in any language: what it does of what
 * a step has to do, and which of the attacks that the step stops it stops, too.
 * Start the server, then:
 * {@code ./course spec 3 http://localhost:9000}
 */
public final class Spec {

  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final Pattern LOCALHOST =
      Pattern.compile("(http://)localhost:(\\d{1,5})(/*)");

  private final int step;
  private final String server;
  private final PrintStream out;

  public Spec(int step, String server, PrintStream out) {
    this.step = step;
    this.server = found(server);
    this.out = out;
  }

  /** Browsers know localhost as ::1 as well, but Java's clients may not. */
  private static String found(String server) {
    Matcher local = LOCALHOST.matcher(server);
    return local.matches() && !answers("127.0.0.1", local.group(2))
        && answers("::1", local.group(2))
        ? local.group(1) + "[::1]:" + local.group(2) + local.group(3) : server;
  }

  private static boolean answers(String address, String port) {
    try (Socket socket = new Socket(address, Integer.parseInt(port))) {
      return socket.isConnected();
    } catch (IOException | IllegalArgumentException e) { // such as port 70000
      return false;
    }
  }

  /** Whether the server does all of it; prints what it does, and what not. */
  public boolean run() {
    String trouble = trouble();
    if (trouble != null) {
      out.println(trouble);
      return false;
    }
    Report report = new Report(out);
    try {
      report.title("What step " + step + " does, at " + server + ":");
      Behaviours.ALL.stream().filter(each -> each.on(step) == Outcome.WORKS)
          .forEach(each -> report.add(check(each)));
      report.title("");
      report.title("Attacks on it, which have to fail:");
      Attacks.ALL.stream().filter(each -> each.on(step) == Outcome.FAILS)
          .forEach(each -> add(check(each.check()), each.why(), report));
    } catch (UncheckedIOException e) {
      out.println(System.lineSeparator() + "It no longer answers: "
          + e.getMessage());
      return false;
    }
    return report.end();
  }

  /** @throws UncheckedIOException if the server no longer answers */
  private Result check(Check check) {
    Result result = check.tryOn(new RemoteSite(step, server));
    if (result.trouble() instanceof SocketTimeoutException
        || result.trouble() instanceof ConnectException) {
      throw new UncheckedIOException((IOException) result.trouble());
    }
    return result;
  }

  private static void add(Result attack, String why, Report report) {
    report.add(attack, attack.check().what(), attack.works()
        ? "This must not be possible: " + why : attack.reason());
  }

  /** Why nothing can be checked, or null. */
  private String trouble() {
    try {
      int looksLike = step();
      return looksLike == step || looksLike == 0
          || looksLike == 1 && step == 2 ? null
          : server + " looks like step " + looksLike + ", not like step "
              + step + ". Try ./course spec " + looksLike + ", or another"
              + " URL.";
    } catch (IllegalArgumentException e) {
      return "The URL has to be one like http://localhost:9000, but it is "
          + server;
    } catch (IOException e) {
      return "Nothing answers at " + server + " (waited "
          + PATIENCE.toSeconds() + " seconds). Start your server first, or"
          + " say where it is: ./course spec " + step
          + " http://localhost:9000";
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Which step it looks like by its first page; 0 if like none. */
  private int step() throws IOException, InterruptedException {
    HttpResponse<String> first = get("/");
    if (first.body().contains("Views: ")) {
      return 1;
    }
    if (first.statusCode() / 100 == 3) {
      return first.headers().firstValue("Location").orElse("")
          .endsWith("/login") ? 5 : 0;
    }
    if (!first.body().contains("Please log in")) {
      return 0;
    }
    String name = new RemoteSite(step, server).nameOf("nobody");
    return get("/login/" + name).statusCode() / 100 == 3 ? 3 : 4;
  }

  private HttpResponse<String> get(String path)
      throws IOException, InterruptedException {
    URI address = URI.create(server.replaceAll("/+$", "") + path);
    return HttpClient.newBuilder().connectTimeout(PATIENCE).build().send(
        HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
        BodyHandlers.ofString());
  }
}
