package viewcounter.store.file;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import viewcounter.persistence.UnitOfWork;
import viewcounter.store.engine.Mutation;

/**
 * Removes what has expired. A few records are removed one by one. Many are left
 * out of the next checkpoint, which needs neither memory nor the journal.
 */
final class ExpirySweep {

  private static final int FEW = 1000;

  private final FileEngine engine;
  private final JournalWriter writer;
  private final Predicate<Mutation> isExpired;

  ExpirySweep(FileEngine engine, JournalWriter writer,
      Predicate<Mutation> isExpired) {
    this.engine = engine;
    this.writer = writer;
    this.isExpired = isExpired;
  }

  /** Returns when all removals are saved. */
  void run(String table) {
    List<String> found = new ArrayList<>();
    engine.forEach(table, each -> {
      if (found.size() <= FEW && isExpired.test(each)) {
        found.add(each.key());
      }
    });
    if (found.size() <= FEW) {
      remove(found);
    } else {
      writer.compact(each -> each.isIn(table) && isExpired.test(each));
    }
  }

  private void remove(List<String> keys) {
    UnitOfWork work = engine.begin();
    keys.forEach(key -> engine.update(key, each -> // may have changed
        each.json() != null && isExpired.test(each)
            ? new Mutation(key, null) : each));
    work.awaitSaved();
  }
}
