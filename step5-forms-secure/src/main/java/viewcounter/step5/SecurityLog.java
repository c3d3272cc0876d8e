package viewcounter.step5;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.function.Consumer;

/** One line for each thing that matters to security; no secret is in it. */
final class SecurityLog {

  private final Consumer<String> lines;
  private final Clock clock;

  SecurityLog(Consumer<String> lines, Clock clock) {
    this.lines = lines;
    this.clock = clock;
  }

  /**
   * Notes what happened to an account.
   *
   * @param user an account that exists; else null: what was typed for a name
   *     could be a password in the wrong field
   */
  void note(String event, String user, String address) {
    lines.accept(clock.instant().truncatedTo(ChronoUnit.SECONDS) + " " + event
        + " user=\"" + oneLine(user == null ? "" : user) + "\""
        + " address=" + oneLine(address));
  }

  /** Line breaks would let a name write lines of its own. */
  private static String oneLine(String text) {
    return text.replaceAll("[\\p{C}\\p{Zl}\\p{Zp}\"]", "_");
  }
}
