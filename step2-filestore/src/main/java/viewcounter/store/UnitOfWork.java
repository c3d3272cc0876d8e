package viewcounter.store;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * All that is read and changed in a store from one moment on. Others must not
 * hear of it before it is saved, or a crash could make that untrue.
 */
public final class UnitOfWork {

  private final CommitQueue queue;
  private final long rollbacks;

  UnitOfWork(CommitQueue queue) {
    this.queue = queue;
    this.rollbacks = queue.rollbacks();
  }

  /** False if something that it may have seen was rolled back. */
  public boolean isIntact() {
    return rollbacks == queue.rollbacks();
  }

  /**
   * Calls back once, when all that it may have seen is on disk: at once if that
   * is so already, else in another thread, which must not be kept waiting.
   *
   * @param then is given null, or why some of it was rolled back
   */
  public void whenSaved(Consumer<? super StoreException> then) {
    queue.whenSaved(rollbacks, then);
  }

  /**
   * Waits until all that it may have seen is on disk.
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
