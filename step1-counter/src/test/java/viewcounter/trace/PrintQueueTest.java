package viewcounter.trace;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrintQueueTest {

  private final CountDownLatch goesOn = new CountDownLatch(1);
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream() {
    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
      try {
        goesOn.await(1, TimeUnit.MINUTES);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      super.write(bytes, from, length);
    }
  };
  private final PrintQueue queue =
      new PrintQueue(new PrintStream(printed, true, UTF_8));

  @Test
  void a_text_is_printed_when_the_call_returns() {
    goesOn.countDown();
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < 100; i++) {
      queue.print(i + "\n");
      expected.append(i).append('\n');
      assertEquals(expected.toString(), printed.toString(UTF_8));
    }
  }

  @Test
  void nobody_waits_for_a_paused_terminal_and_it_says_what_is_left_out() {
    assertTimeoutPreemptively(Duration.ofSeconds(10), () -> {
      for (int i = 0; i < 1200; i++) {
        queue.print(i + "\n");
      }
    });
    goesOn.countDown();
    String all = IntStream.range(0, 1000).mapToObj(i -> i + "\n")
        .collect(Collectors.joining())
        + "(200 more, while the terminal was paused)\n";
    await("all that is kept").untilAsserted(() ->
        assertEquals(all, printed.toString(UTF_8)));
    queue.print("on time");
    assertEquals(all + "on time", printed.toString(UTF_8));
  }
}
