package viewcounter.store;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/** Makes a journal part of the checkpoint, while changes go on in another. */
final class Checkpoints {

  private static final long JOURNAL_LIMIT_BYTES = 16 << 20;
  private static final int LIMITS_AHEAD = 4; // then changes have to wait

  private final MemTable contents;
  private final Journal journal;
  private CompletableFuture<Void> latest =
      CompletableFuture.completedFuture(null);

  Checkpoints(MemTable contents, Journal journal) {
    this.contents = contents;
    this.journal = journal;
  }

  /** Makes one of all that there is, now. */
  void make() throws IOException {
    contents.beginCheckpoint();
    contents.finishCheckpoint();
    journal.clear();
  }

  /**
   * Begins one if the journal has grown; another thread makes it.
   *
   * @throws IOException if one could not be made. Nothing is lost then: the
   *     journal that it was made of is still there
   */
  void beginIfDue() throws IOException {
    long size = journal.size();
    if (size > JOURNAL_LIMIT_BYTES && (latest.isDone()
        || size > LIMITS_AHEAD * JOURNAL_LIMIT_BYTES)) {
      await();
      contents.beginCheckpoint();
      journal.beginAnother();
      latest = new CompletableFuture<>();
      new Thread(this::finish, "checkpoint").start();
    }
  }

  /** Waits for the one that is being made. */
  void await() throws IOException {
    try {
      latest.join();
    } catch (RuntimeException e) {
      throw new IOException("There is no new checkpoint", e.getCause());
    }
  }

  private void finish() {
    try {
      contents.finishCheckpoint();
      journal.deleteEarlier();
      latest.complete(null);
    } catch (Throwable e) {
      latest.completeExceptionally(e);
    }
  }
}
