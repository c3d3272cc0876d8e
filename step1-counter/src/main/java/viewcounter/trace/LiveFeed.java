package viewcounter.trace;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The latest exchanges. Adding one never waits for a reader. */
final class LiveFeed {

  private static final int KEPT = 200;

  /** An exchange with its number; the first one is 1. */
  record Entry(long number, Exchange exchange) {}

  private final Deque<Entry> latest = new ArrayDeque<>();
  private long last;
  private boolean closed;

  synchronized void add(Exchange exchange) {
    latest.addLast(new Entry(++last, exchange));
    if (latest.size() > KEPT) {
      latest.removeFirst();
    }
    notifyAll();
  }

  /** Ends all waits, now and later. */
  synchronized void close() {
    closed = true;
    notifyAll();
  }

  synchronized boolean isEmpty() {
    return last == 0;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  /**
   * The entries after this number. If there are none, waits for some, at most
   * for this many milliseconds.
   */
  synchronized List<Entry> after(long number, long millis)
      throws InterruptedException {
    if (last <= number && !closed) {
      wait(millis);
    }
    return latest.stream().filter(entry -> entry.number() > number).toList();
  }
}
