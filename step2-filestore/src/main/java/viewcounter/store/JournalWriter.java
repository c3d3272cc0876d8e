package viewcounter.store;

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
import viewcounter.store.Mutation.Key;

/** The one thread that changes a store: all changes that wait, at once. */
final class JournalWriter {

  private record Update(Key key, UnaryOperator<String> change,
      CompletableFuture<String> saved) {}

  private final MemTable contents;
  private final Journal journal;
  private final Queue<Update> waiting = new ConcurrentLinkedQueue<>();
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "store"));
  private final Checkpoints checkpoints;
  private Throwable failure;

  /** Reads the journal, and ends a checkpoint that a crash cut short. */
  JournalWriter(MemTable contents, Journal journal) throws IOException {
    this.contents = contents;
    this.journal = journal;
    this.checkpoints = new Checkpoints(contents, journal);
    contents.apply(journal.replay());
    if (journal.hasEarlier()) {
      checkpoints.make();
    }
  }

  /** Has a value changed; done when the disk has it, or failed. */
  CompletableFuture<String> submit(Key key, UnaryOperator<String> change) {
    Update update = new Update(key, change, new CompletableFuture<>());
    waiting.add(update);
    try {
      thread.execute(this::commitPending);
    } catch (RejectedExecutionException e) {
      if (waiting.remove(update)) { // else the end has taken it along
        throw new StoreException("The store is closed", e);
      }
    }
    return update.saved();
  }

  /** Takes no more changes; done when all is saved and files are closed. */
  CompletableFuture<Void> close() {
    if (thread.isShutdown()) {
      return CompletableFuture.completedFuture(null);
    }
    return CompletableFuture.runAsync(this::closeFiles, thread);
  }

  private void commitPending() {
    Map<Key, Mutation> changes = new LinkedHashMap<>();
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
      if (failure == null) {
        checkpoints.beginIfDue();
      }
    } catch (Throwable e) {
      failure = failure == null ? e : failure;
      refuse(changes, results, new StoreException("Not saved", e));
    }
  }

  private static void refuse(Map<Key, Mutation> changes,
      Map<Update, String> results, StoreException notSaved) {
    results.forEach((update, json) -> {
      if (changes.containsKey(update.key())) {
        update.saved().completeExceptionally(notSaved);
      } else {
        update.saved().complete(json); // it had nothing to save
      }
    });
  }

  private String apply(Update update, Map<Key, Mutation> changes) {
    Mutation earlier = changes.get(update.key());
    String old = earlier != null ? earlier.json() : contents.get(update.key());
    String json = update.change().apply(old);
    if (!Objects.equals(old, json)) {
      changes.put(update.key(), new Mutation(update.key(), json));
    }
    return json;
  }

  private void save(Map<Key, Mutation> changes) throws IOException {
    if (changes.isEmpty()) {
      return;
    }
    if (failure != null) { // what a failed write left on disk is not known
      throw new IOException("A write failed: restart to go on", failure);
    }
    journal.append(changes.values());
    contents.apply(changes.values());
  }

  private void closeFiles() {
    thread.shutdown(); // what comes now is refused
    commitPending();
    try (contents; journal) {
      checkpoints.await();
      if (failure == null && journal.size() > 0) {
        checkpoints.make();
      }
    } catch (IOException e) {
      throw new StoreException("The store did not close as it should", e);
    }
  }
}
