package viewcounter.lab;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import viewcounter.attacks.Attack;
import viewcounter.attacks.Attacks;
import viewcounter.attacks.MarkedCode;
import viewcounter.attacks.Markers;
import viewcounter.checks.Check.Outcome;
import viewcounter.lab.Sources.CompileException;
import viewcounter.site.RemoteSite;
import viewcounter.testing.TestServer;

/** Carries attacks out, one at a time, on the steps as they are on disk. */
final class Lab implements AutoCloseable {

  private static final Gson GSON = new Gson();

  private final Path course;
  private final Path work = Files.createTempDirectory("viewcounter-lab");
  private final Sources sources;
  private final Map<String, MarkedCode> guards;
  private final Semaphore turn = new Semaphore(1);
  private Worker worker;
  private boolean stopped; // the attempt that is in progress
  private boolean closed;

  /** A row of the table. */
  record Row(int attack, String what, String why, Map<Integer, Outcome> steps,
      Map<Integer, String> exempt) {}

  /**
   * What the page shows of an attack. While it is in progress, there is only
   * what has happened so far, and the rest is null.
   *
   * @param changed the files that were changed since the course was built
   */
  record Shown(int attack, int step, Result result, Explanation explanation,
      List<String> tryIt, Collection<String> changed) {}

  /** @param course the folder with the sources of the steps */
  Lab(Path course) throws IOException {
    this.course = course;
    sources = new Sources(course, work);
    guards = Markers.in(course);
  }

  /** All attacks, those that stop working first before the others. */
  static String table() {
    return GSON.toJson(Attacks.inOrder().stream().map(attack ->
        new Row(Attacks.ALL.indexOf(attack), attack.what(), attack.why(),
            attack.steps(), attack.exempt())).toList());
  }

  /** Whether there is such an attack, and it applies to the step. */
  static boolean isKnown(int attack, int step) {
    return attack >= 0 && attack < Attacks.ALL.size() && step >= 1 && step <= 5
        && Attacks.ALL.get(attack).on(step) != Outcome.DOES_NOT_APPLY;
  }

  /**
   * Carries an attack out, unless another one is in progress.
   *
   * @param page is given what to show, as JSON: every now and then what has
   *     happened so far, and then all of it
   * @return whether it was carried out
   */
  boolean attempt(int number, int step, Consumer<String> page)
      throws IOException {
    if (!turn.tryAcquire()) {
      return false;
    }
    try {
      Attack attack = Attacks.ALL.get(number);
      Result result = result(number, step, sofar -> page.accept(GSON.toJson(
          new Shown(number, step, sofar, null, null, null))));
      page.accept(GSON.toJson(new Shown(number, step, result,
          Explanation.of(attack, step, course, guards),
          new TryIt(RemoteSite.usualUrl(System.getenv()))
              .instructions(attack, step, result.story()),
          sources.changed().keySet())));
      return true;
    } finally {
      end();
    }
  }

  private synchronized void end() {
    stopped = false;
    turn.release();
  }

  private Result result(int attack, int step, Consumer<Result> sofar)
      throws IOException {
    try {
      Worker ready = worker(sources.classPath());
      return ready == null ? Result.STOPPED
          : ready.attempt(attack, step, sofar);
    } catch (CompileException e) {
      return Result.failed("It does not compile:\n" + e.getMessage());
    }
  }

  /** A program with these classes; null if nobody wants it any more. */
  private synchronized Worker worker(String classPath) throws IOException {
    if (closed) {
      throw new IOException("The lab is closed");
    }
    if (stopped) {
      return null;
    }
    if (worker == null || !worker.isOf(classPath)) {
      endWorker();
      worker = new Worker(classPath, work);
    }
    return worker;
  }

  /** Ends the attack that is in progress, if there is one. */
  synchronized void stop() {
    stopped = turn.availablePermits() == 0;
    endWorker();
  }

  private void endWorker() {
    if (worker != null) {
      worker.close();
      worker = null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    endWorker();
    try {
      TestServer.delete(work);
    } catch (IOException e) {
      // it is a temporary folder
    }
  }
}
