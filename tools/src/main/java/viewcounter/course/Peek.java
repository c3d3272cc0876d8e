package viewcounter.course;

import java.io.PrintStream;
import java.time.Duration;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.function.Supplier;
import viewcounter.launch.StartupException;

/** Prints what a step has stored. */
final class Peek {

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss");
  private static final String CLEAR = "\033[H\033[2J";

  private final Supplier<String> stored;
  private final PrintStream out;

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
