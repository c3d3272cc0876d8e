package viewcounter.step2;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.UnaryOperator;
import viewcounter.step2.Change.Key;

/** The one thread that changes a store: all changes that wait, at once. */
final class Writer {

  private static final long JOURNAL_LIMIT_BYTES = 16 << 20;

  private record Update(Key key, UnaryOperator<String> change,
      CompletableFuture<String> saved) {}

  private final Contents contents;
  private final Journal journal;
  private final Queue<Update> waiting = new ConcurrentLinkedQueue<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "store"));
  private Throwable failure;

  Writer(Contents contents, Journal journal) {
    this.contents = contents;
    this.journal = journal;
  }

  /** Has a value changed; done when the disk has it, or failed. */
  CompletableFuture<String> submit(Key key, UnaryOperator<String> change) {
    Update update = new Update(key, change, new CompletableFuture<>());
    waiting.add(update);
    try {
      thread.execute(this::saveAllThatWait);
    } catch (RejectedExecutionException e) {
      throw new StoreException("The store is closed", e);
    }
    return update.saved();
  }

  /** Takes no more changes; done when all is saved and files are closed. */
  CompletableFuture<Void> close() {
    if (thread.isShutdown()) {
      return CompletableFuture.completedFuture(null);
    }
    CompletableFuture<Void> closing =
        CompletableFuture.runAsync(this::closeFiles, thread);
    thread.shutdown();
    return closing;
  }

  private void saveAllThatWait() {
    Map<Key, Change> changes = new LinkedHashMap<>();
    Map<Update, String> results = new LinkedHashMap<>();
    for (Update next; (next = waiting.poll()) != null; ) {
      try {
        results.put(next, apply(next, changes));
      } catch (Throwable e) {
        next.saved().completeExceptionally(e);
      }
    }
    try {
      save(changes);
      results.forEach((update, json) -> update.saved().complete(json));
      if (journal.size() > JOURNAL_LIMIT_BYTES && failure == null) {
        makeCheckpoint();
      }
    } catch (Throwable e) {
      failure = failure == null ? e : failure;
      StoreException notSaved = new StoreException("Not saved", e);
      results.forEach((update, json) -> {
        if (changes.containsKey(update.key())) {
          update.saved().completeExceptionally(notSaved);
        } else {
          update.saved().complete(json); // it had nothing to save
        }
      });
    }
  }

  private String apply(Update update, Map<Key, Change> changes) {
    Change earlier = changes.get(update.key());
    String old = earlier != null ? earlier.json() : contents.get(update.key());
    String json = update.change().apply(old);
    if (!Objects.equals(old, json)) {
      changes.put(update.key(), new Change(update.key(), json));
    }
    return json;
  }

  private void save(Map<Key, Change> changes) throws IOException {
    if (changes.isEmpty()) {
      return;
    }
    if (failure != null) { // what a failed write left on disk is not known
      throw new IOException("A write failed: restart to go on", failure);
    }
    journal.append(changes.values());
    contents.apply(changes.values());
  }

  private void makeCheckpoint() throws IOException {
    contents.makeCheckpoint();
    journal.clear();
  }

  private void closeFiles() {
    try (contents; journal) {
      if (failure == null && journal.size() > 0) {
        makeCheckpoint();
      }
    } catch (IOException e) {
      throw new StoreException("The store did not close as it should", e);
    }
  }
}
