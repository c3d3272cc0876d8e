package viewcounter.store.file;

import static java.util.concurrent.TimeUnit.SECONDS;

import java.util.concurrent.CompletableFuture;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.UnitOfWork;
import viewcounter.store.engine.Mutation;

/** Tries to save that a key does not exist, which leaves nothing behind. */
final class WriteCheck {

  private static final int SECONDS_AT_MOST = 4;

  private WriteCheck() {}

  static boolean passes(FileEngine engine) {
    CompletableFuture<StoreException> done = new CompletableFuture<>();
    try {
      UnitOfWork work = engine.begin();
      engine.put(new Mutation("health/check", null));
      work.whenSaved(done::complete);
      return done.completeOnTimeout(new StoreException("Too slow", null),
          SECONDS_AT_MOST, SECONDS).join() == null;
    } catch (StoreException e) {
      return false;
    }
  }
}
