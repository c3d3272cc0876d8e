package viewcounter.persistence;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Everything that is read and changed in a store from one moment on. Nobody
 * outside may learn of it before it is saved: a crash could still undo it.
 */
public interface UnitOfWork {

  /** For engines that save each change before the call returns. */
  UnitOfWork SAVED_AT_ONCE = then -> then.accept(null);

  /**
   * Calls back once, when everything that it may have seen is on disk or has
   * been rolled back: immediately if it already is, otherwise in another
   * thread, which must not be blocked.
   *
   * @param then receives null, or the reason if some of it was rolled back
   */
  void whenSaved(Consumer<? super StoreException> then);

  /**
   * Waits until everything that it may have seen is on disk.
   *
   * @throws StoreException if some of it was rolled back
   */
  default void awaitSaved() {
    CompletableFuture<StoreException> done = new CompletableFuture<>();
    whenSaved(done::complete);
    StoreException failure = done.join();
    if (failure != null) {
      throw new StoreException("Not saved", failure);
    }
  }

  /** Waits at most so long, and returns whether all of it is on disk. */
  default boolean isSavedWithin(int seconds) {
    CompletableFuture<Boolean> done = new CompletableFuture<>();
    whenSaved(failure -> done.complete(failure == null));
    return done.completeOnTimeout(false, seconds, TimeUnit.SECONDS).join();
  }
}
