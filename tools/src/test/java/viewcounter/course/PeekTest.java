package viewcounter.course;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import viewcounter.launch.StartupException;

class PeekTest {

  private static final String TIME = "\\d\\d:\\d\\d:\\d\\d";

  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

  @Test
  void what_is_stored_is_printed_once() {
    assertEquals(0, peek(() -> "{}").once());
    assertEquals("{}\n", printed());
  }

  @Test
  void while_it_is_watched_each_change_is_printed_with_its_time() {
    watch(false, "nothing yet", "{1}", "{1}", "{1}", "{2}", "{1}");
    assertEquals("""
        Since TIME
        nothing yet
        Since TIME
        {1}
        Since TIME
        {2}
        Since TIME
        {1}
        """, printed().replaceAll(TIME, "TIME"));
  }

  @Test
  void on_a_terminal_it_replaces_what_was_there() {
    watch(true, "{1}", "{2}");
    assertEquals("\033[H\033[2JSince TIME\n{1}\n"
        + "\033[H\033[2JSince TIME\n{2}\n",
        printed().replaceAll(TIME, "TIME"));
  }

  /** Looks once for each of these; what begins with a letter is thrown. */
  private void watch(boolean onTerminal, String... looks) {
    Deque<String> next = new ArrayDeque<>(List.of(looks));
    assertThrows(InterruptedException.class, () -> peek(() -> {
      String now = next.remove();
      if (next.isEmpty()) {
        Thread.currentThread().interrupt();
      }
      if (Character.isLetter(now.charAt(0))) {
        throw new StartupException(now, null);
      }
      return now;
    }).watch(Duration.ofMillis(1), onTerminal));
  }

  private Peek peek(Supplier<String> stored) {
    return new Peek(stored, new PrintStream(printed, true, UTF_8));
  }

  private String printed() {
    return printed.toString(UTF_8).replace(System.lineSeparator(), "\n");
  }
}
