package viewcounter.site;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import spark.Request;
import spark.Response;
import viewcounter.launch.Settings;
import viewcounter.passwords.CountingHasher;
import viewcounter.step5.Dependencies;
import viewcounter.testing.AdjustableClock;
import viewcounter.testing.TestServer;
import viewcounter.web.WebServer;

/** One of the five steps, in this program. */
public final class LocalSite extends Site {

  private final AtomicInteger hashings = new AtomicInteger();
  private final CountingHasher passwords =
      new CountingHasher(4, hashings); // the attacks do not time it
  private final AdjustableClock clock = new AdjustableClock();
  private final List<String> log = new CopyOnWriteArrayList<>();
  private final Supplier<Window> windows;
  private final TestServer server;
  private final Queue<SeenExchange> seen = new ConcurrentLinkedQueue<>();
  private volatile boolean watched;
  private boolean showedWindow;

  public LocalSite(int step, Supplier<Window> windows) throws Exception {
    super(step);
    this.windows = windows;
    server = new TestServer(settings -> {
      WebServer started = start(settings);
      started.http().afterAfter(this::see);
      return started;
    });
    server.beforeEach(null);
  }

  private WebServer start(Settings settings) {
    return switch (step()) {
      case 1 -> viewcounter.step1.App.start(settings);
      case 2 -> viewcounter.step2.App.start(settings);
      case 3 -> viewcounter.step3.App.start(settings);
      case 4 -> viewcounter.step4.App.start(settings, passwords);
      case 5 -> viewcounter.step5.App.start(settings,
          new Dependencies(passwords, clock, log::add));
      default -> throw new IllegalArgumentException("No step " + step());
    };
  }

  private void see(Request request, Response response) {
    if (watched) {
      seen.add(SeenExchange.of(request, response, step()));
    }
  }

  @Override
  List<SeenExchange> seenDuring(Runnable action) {
    seen.clear();
    watched = true;
    action.run();
    watched = false;
    return List.copyOf(seen);
  }

  @Override
  public String url() {
    return "http://localhost:" + server.port();
  }

  @Override
  public Window newWindow() {
    showedWindow = true;
    return windows.get();
  }

  /** Whether a window was used: another browser may show something else. */
  public boolean showedWindow() {
    return showedWindow;
  }

  @Override
  public void restart() {
    server.restart();
    story().note("The server is stopped, and started again.");
  }

  @Override
  public ProcessSite asPeopleRunIt(String... arguments) {
    return new ProcessSite(step(), story(), arguments);
  }

  @Override
  public String stolenData() throws Exception {
    return server.stolenData();
  }

  @Override
  public int hashings() {
    return hashings.get();
  }

  @Override
  public List<String> log() {
    return log;
  }

  @Override
  public String terminalDuring(Runnable requests) {
    ByteArrayOutputStream shown = new ByteArrayOutputStream();
    PrintStream terminal = System.out;
    System.setOut(new PrintStream(shown, true, UTF_8));
    try {
      server.withTrace().restart();
      requests.run();
    } finally {
      System.setOut(terminal);
    }
    return shown.toString(UTF_8);
  }

  @Override
  public void passTime(Duration time) {
    if (step() < 5) {
      super.passTime(time);
    }
    clock.move(time);
    story().note(time.equals(Duration.ofHours(1)) ? "An hour passes."
        : time.toMinutes() + " minutes pass.");
  }

  @Override
  public Visitor visitorFrom(String address, String name) throws Exception {
    Visitor visitor = visitor(name);
    visitor = visitor.playedBy(visitor.person() + " at " + address);
    if (step() == 5) {
      visitor.browser().withHeader("X-Real-IP", address)
          .withHeader("X-Proxy-Secret",
              Files.readString(server.data().resolve("proxy-secret")));
    }
    return visitor;
  }

  @Override
  public void close() {
    try {
      server.afterEach(null);
    } catch (Exception e) {
      throw new IllegalStateException("Cannot delete its folder", e);
    }
  }
}
