package viewcounter.course;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.Queue;
import java.util.function.Supplier;
import viewcounter.course.Commands.Action;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.store.StoreDump;

/** Prints what a step has stored. */
final class Peek {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String CLEAR = "\033[H\033[2J";

  private final Supplier<String> stored;
  private final PrintStream out;

  static Action parse(Queue<String> words) {
    boolean watch = words.remove("--watch");
    int step = Parsers.step("peek", words);
    return () -> {
      if (step == 1) {
        System.out.println("Step 1 keeps nothing on disk: that is what step 2"
            + " is for.");
        return 0;
      }
      Settings settings = Settings.of(step, System.getenv());
      Peek peek = new Peek(() -> StoreDump.of(settings), System.out);
      return watch ? peek.watch(Duration.ofSeconds(1),
          System.console() != null) : peek.once();
    };
  }

  /** @param stored what is stored now, or throws a StartupException */
  Peek(Supplier<String> stored, PrintStream out) {
    this.stored = stored;
    this.out = out;
  }

  /** Prints it. */
  int once() {
    out.println(stored.get());
    return 0;
  }

  /**
   * Prints it again whenever it has changed, with the time of that, until the
   * thread is interrupted.
   *
   * @param onTerminal whether it takes the place of what was there before
   */
  int watch(Duration pause, boolean onTerminal) throws InterruptedException {
    for (String before = null; ; Thread.sleep(pause.toMillis())) {
      String now = look();
      if (!now.equals(before)) {
        out.println((onTerminal ? CLEAR : "") + "Since "
            + TIME.format(LocalTime.now()) + System.lineSeparator() + now);
        before = now;
      }
    }
  }

  /** A problem that may pass, such as an empty store, does not end it. */
  private String look() {
    try {
      return stored.get();
    } catch (StartupException e) {
      return e.getMessage();
    }
  }
}
