package viewcounter.trace;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Prints texts in a thread of its own: whoever pauses a terminal, with Ctrl-S
 * or a pager, must not stop a server. Texts that no longer fit are left out.
 */
final class PrintQueue {

  private static final int MOST = 1000; // texts that wait
  private static final long PATIENCE = 100; // milliseconds

  private final PrintStream out;
  private final Deque<String> waiting = new ArrayDeque<>();
  private boolean paused;
  private int leftOut;

  PrintQueue(PrintStream out) {
    this.out = out;
    Thread thread = new Thread(this::run, "terminal");
    thread.setDaemon(true);
    thread.start();
  }

  /** Returns when the text is printed, or at once if the terminal is paused. */
  synchronized void print(String text) {
    if (waiting.size() == MOST) {
      leftOut++;
      return;
    }
    waiting.add(text);
    notifyAll();
    long end = System.nanoTime() + PATIENCE * 1_000_000;
    try {
      while (!paused && !waiting.isEmpty()) {
        wait(PATIENCE);
        paused = System.nanoTime() - end >= 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the text is still printed
    }
  }

  private void run() {
    try {
      while (true) {
        out.print(next());
        printed();
      }
    } catch (InterruptedException e) {
      throw new AssertionError("Nobody interrupts it", e);
    }
  }

  private synchronized String next() throws InterruptedException {
    while (waiting.isEmpty()) {
      wait();
    }
    return waiting.peek();
  }

  private synchronized void printed() {
    waiting.remove();
    if (waiting.isEmpty()) {
      if (leftOut > 0) {
        waiting.add("(" + leftOut + " more, while the terminal was paused)\n");
      }
      leftOut = 0;
      paused = false;
      notifyAll();
    }
  }
}
