package viewcounter.store;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Everything that is read and changed in a store from one moment on. Nobody
 * outside may learn of it before it is saved: a crash could still undo it.
 */
public final class UnitOfWork {

  private final CommitQueue queue;
  private final long rollbacks;

  UnitOfWork(CommitQueue queue) {
    this.queue = queue;
    this.rollbacks = queue.rollbacks();
  }

  /** False if something that it may have seen has been rolled back. */
  public boolean isIntact() {
    return rollbacks == queue.rollbacks();
  }

  /**
   * Calls back once, when everything that it may have seen is on disk or has
   * been rolled back: at once if it already is, otherwise in another thread,
   * which must not be blocked.
   *
   * @param then receives null, or the reason if some of it was rolled back
   */
  public void whenSaved(Consumer<? super StoreException> then) {
    queue.whenSaved(rollbacks, then);
  }

  /**
   * Waits until everything that it may have seen is on disk.
   *
   * @throws StoreException if some of it was rolled back
   */
  public void awaitSaved() {
    CompletableFuture<StoreException> done = new CompletableFuture<>();
    whenSaved(done::complete);
    StoreException failure = done.join();
    if (failure != null) {
      throw new StoreException("Not saved", failure);
    }
  }
}
