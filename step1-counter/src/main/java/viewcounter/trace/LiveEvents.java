package viewcounter.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import viewcounter.trace.LiveFeed.Entry;

/**
 * Sends exchanges to browsers, as server-sent events (HTML Living Standard,
 * section 9.2).
 */
final class LiveEvents {

  private static final long HEARTBEAT_MILLIS = 5_000;
  private static final long END_MILLIS = 1_000;

  /** Which run of the program this is, its cookie, and if nothing happened. */
  private record Hello(String run, String cookie, boolean first) {}

  private final LiveFeed feed;
  private final String run = Long.toString(System.nanoTime(), 36);
  private final String cookie;
  private int readers;

  LiveEvents(LiveFeed feed, String cookie) {
    this.feed = feed;
    this.cookie = cookie;
  }

  /**
   * Sends all exchanges, old and new, until the feed closes or the reader is
   * gone.
   *
   * @param seen the id of the last event that the reader has; null if none
   */
  void send(String seen, OutputStream out) throws IOException {
    count(1);
    try {
      write(out, "event: hello\ndata: "
          + Masking.json(new Hello(run, cookie, feed.isEmpty())));
      long last = seen != null && seen.matches(run + "-\\d{1,18}")
          ? Long.parseLong(seen.substring(run.length() + 1)) : 0;
      while (true) {
        boolean end = feed.isClosed();
        List<Entry> entries = feed.after(last, HEARTBEAT_MILLIS);
        for (Entry entry : entries) {
          last = entry.number();
          write(out, "id: " + run + "-" + last + "\ndata: "
              + Masking.json(entry.exchange()));
        }
        if (end) {
          write(out, "event: stopped\ndata:");
          return;
        }
        write(out, ":"); // fails if the reader is gone
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      count(-1);
    }
  }

  private static void write(OutputStream out, String event)
      throws IOException {
    out.write((event + "\n\n").getBytes(UTF_8));
    out.flush();
  }

  private synchronized void count(int more) {
    readers += more;
    notifyAll();
  }

  /** Waits, but not for long, until all readers know about the end. */
  synchronized void awaitEnd() {
    try {
      for (long end = System.currentTimeMillis() + END_MILLIS, left;
          readers > 0 && (left = end - System.currentTimeMillis()) > 0; ) {
        wait(left);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
