package viewcounter.store.file;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import viewcounter.store.engine.Mutation;
import viewcounter.store.engine.UnitOfWork;

/**
 * Removes what has expired, a thousand keys at a time. It waits for the disk
 * and for checkpoints in between, so that requests and memory do not suffer.
 */
final class ExpirySweep {

  private static final int TOGETHER = 1000;

  private final FileEngine engine;
  private final JournalWriter writer;
  private final Predicate<Mutation> isExpired;
  private final List<String> found = new ArrayList<>();

  ExpirySweep(FileEngine engine, JournalWriter writer,
      Predicate<Mutation> isExpired) {
    this.engine = engine;
    this.writer = writer;
    this.isExpired = isExpired;
  }

  /** Returns when all of it is saved. */
  void run(String table) {
    engine.forEach(table, each -> {
      if (isExpired.test(each)) {
        found.add(each.key());
      }
      if (found.size() == TOGETHER) {
        removeFound();
      }
    });
    removeFound();
  }

  private void removeFound() {
    UnitOfWork work = engine.begin();
    found.forEach(key -> engine.update(key, each -> // may have changed
        each.json() != null && isExpired.test(each)
            ? new Mutation(key, null) : each));
    found.clear();
    work.awaitSaved();
    writer.awaitRoom();
  }
}
