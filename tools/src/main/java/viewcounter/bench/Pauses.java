package viewcounter.bench;

import java.io.IOException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import viewcounter.testing.StepProcess;
import viewcounter.testing.TestServer;

/**
 * How long a visitor waits while the store makes a checkpoint, and while a
 * million sessions are removed at once. Clients ask without pause, and readers
 * ask at fixed times. A reader's wait is counted from that time on, so
 * that a long pause counts for all who would have come during it.
 */
final class Pauses {

  private static final int CLIENTS = 64;
  private static final int READERS = 8;
  private static final long PERIOD = TimeUnit.MILLISECONDS.toNanos(20);
  private static final int WARM_UP_SECONDS = 20;
  private static final int FRESH = 10_000; // sessions that do not expire
  private static final int CHECKPOINTS = 3;
  private static final int MOST_SECONDS = 300; // for any of it

  /** What goes on besides the requests. */
  private enum Beside { WARM_UP, NOTHING, CHECKPOINT, EXPIRY }

  private final Map<Beside, List<Double>> waits = new EnumMap<>(Beside.class);
  private final StepProcess server;
  private final Path data;
  private final URL home;
  private volatile Beside beside = Beside.WARM_UP;
  private volatile boolean over;
  private boolean allRemoved;
  private volatile Exception failure;

  private Pauses(StepProcess server, Path data) {
    this.server = server;
    this.data = data;
    home = Http.url("http://localhost:" + server.port() + "/");
    for (Beside each : Beside.values()) {
      waits.put(each, new ArrayList<>());
    }
  }

  static void measure(Report report) throws Exception {
    Path data = LargeStore.folderWith(LargeStore.MILLION, FRESH);
    try (StepProcess server =
        StepProcess.start(Sweeping.class, data, LargeStore.SMALL)) {
      new Pauses(server, data).run(report);
    } finally {
      TestServer.delete(data);
    }
  }

  private void run(Report report) throws Exception {
    List<Thread> threads = IntStream.range(0, CLIENTS + READERS)
        .mapToObj(i -> new Thread(() -> ask(i), "client " + i)).toList();
    threads.forEach(Thread::start);
    try {
      TimeUnit.SECONDS.sleep(WARM_UP_SECONDS);
      watchCheckpoints();
      sweep();
    } finally {
      over = true;
      server.kill(); // no client waits for it any more
      for (Thread thread : threads) {
        thread.join();
      }
    }
    report.table("`GET /` of step 2 during other work, 1,000,000 sessions, 64"
        + " connections and " + READERS + " readers, 64 MB of heap",
        "other work", "requests of readers", "p50 ms", "p99 ms", "p99.9 ms",
        "longest ms");
    row(report, "nothing", Beside.NOTHING);
    row(report, "checkpoints", Beside.CHECKPOINT);
    row(report, allRemoved ? "all other sessions expire"
        : "sessions expire, not all removed in " + MOST_SECONDS + " s",
        Beside.EXPIRY);
    compare(report, "during a checkpoint", Beside.CHECKPOINT);
    compare(report, "while 1,000,000 sessions expire", Beside.EXPIRY);
  }

  private void compare(Report report, String when, Beside what) {
    double ratio = wait(what, 0.999) / wait(Beside.NOTHING, 0.999);
    report.compare("p99.9 of `GET /`: " + when + " over that with nothing"
        + " beside it", new Spread(ratio, ratio, ratio));
  }

  private void row(Report report, String what, Beside beside) {
    report.row(what, waits.get(beside).size(), wait(beside, 0.5),
        wait(beside, 0.99), wait(beside, 0.999), wait(beside, 1));
  }

  /** The wait that this share of the requests did not exceed. */
  private double wait(Beside beside, double part) {
    List<Double> sorted = waits.get(beside).stream().sorted().toList();
    return sorted.get((int) Math.ceil(part * sorted.size()) - 1);
  }

  /** Notes when there is the file that becomes the next checkpoint. */
  private void watchCheckpoints() throws Exception {
    Path next = data.resolve("checkpoint.next");
    beside = Beside.NOTHING;
    long begin = System.nanoTime();
    for (int seen = 0; seen < CHECKPOINTS; ) {
      if (isTooLong(begin)) {
        throw new IllegalStateException("Only " + seen + " checkpoints in "
            + MOST_SECONDS + " seconds");
      }
      boolean now = Files.exists(next);
      if (!now && beside == Beside.CHECKPOINT) {
        seen++;
      }
      beside = now ? Beside.CHECKPOINT : Beside.NOTHING;
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  /** Removes all sessions that have expired, and counts those left. */
  private void sweep() throws Exception {
    beside = Beside.EXPIRY;
    long begin = System.nanoTime();
    Http.get(Http.url(home + "sweep"), LargeStore.cookie(0));
    while (!server.output().contains(Sweeping.LEFT) && !isTooLong(begin)) {
      TimeUnit.MILLISECONDS.sleep(20);
    }
    allRemoved = server.output().contains(Sweeping.LEFT + FRESH);
    if (!allRemoved) {
      System.out.println("Not all were removed in " + MOST_SECONDS
          + " seconds: " + server.output());
    }
  }

  private boolean isTooLong(long begin) throws Exception {
    if (failure != null) {
      throw failure;
    }
    return System.nanoTime() - begin > TimeUnit.SECONDS.toNanos(MOST_SECONDS);
  }

  private void ask(int number) {
    try {
      if (number < CLIENTS) {
        while (!over) {
          Http.get(home, anybody());
        }
      } else {
        read(number - CLIENTS);
      }
    } catch (Exception e) {
      failure = over ? null : e;
    }
  }

  private void read(int reader) throws IOException {
    long due = System.nanoTime() + reader * PERIOD / READERS;
    while (!over) {
      for (long left; (left = due - System.nanoTime()) > 0; ) {
        LockSupport.parkNanos(left);
      }
      Beside first = beside;
      Http.get(home, anybody());
      long now = System.nanoTime();
      Beside last = beside;
      List<Double> all = waits.get(first.compareTo(last) > 0 ? first : last);
      synchronized (all) {
        for (; due < now; due += PERIOD) { // and who would have come since
          all.add((now - due) / 1_000_000.0);
        }
      }
    }
  }

  private static String anybody() {
    return LargeStore.cookie(ThreadLocalRandom.current().nextInt(FRESH));
  }
}
