package viewcounter.step2;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import viewcounter.step1.StartupException;
import viewcounter.step2.Change.Key;

/**
 * Tables in a folder. A change that returned is on disk and survives a crash;
 * one that was cut short by a crash happened wholly or not at all.
 *
 * <p>One thread writes. It takes all changes that wait, appends them to the
 * journal, forces the disk once for all of them, makes them visible and only
 * then lets their callers go on. When the journal has grown it becomes part
 * of the checkpoint. A start reads the checkpoint, then the journal.
 */
public final class Store implements AutoCloseable {

  private static final long JOURNAL_LIMIT_BYTES = 16 << 20;

  private final FolderLock lock;
  private final Contents contents;
  private final Journal journal;
  private final Queue<Update> waiting = new ConcurrentLinkedQueue<>();
  private final ExecutorService writer =
      Executors.newSingleThreadExecutor(task -> new Thread(task, "store"));
  private volatile Throwable failure;

  private record Update(Key key, UnaryOperator<String> change,
      CompletableFuture<String> saved) {}

  private Store(Path folder, FolderLock lock) throws IOException {
    this.lock = lock;
    contents = new Contents(folder.resolve("checkpoint.mapdb"));
    journal = new Journal(folder.resolve("journal.jsonl"));
    contents.apply(journal.replay());
    Checkpoint.forceFolder(folder);
  }

  /**
   * Opens the store in a folder, which is made if it is not there.
   *
   * @throws StartupException if the folder cannot be written, its files are
   *     damaged, or it is open already; nothing is changed then
   */
  public static Store open(Path folder) {
    try {
      FolderLock lock = FolderLock.take(folder);
      try {
        return new Store(folder, lock);
      } catch (Throwable e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StartupException("Cannot read and write the data folder "
          + folder + ". Make it writable, or choose another one with the"
          + " environment variable DATA_DIR.", e);
    }
  }

  /** The table of that name, whose values are records of that type. */
  public <V> Table<V> table(String name, Class<V> type) {
    return new Table<>(this, name, type);
  }

  /** Waits for the changes under way, saves all, and lets the folder go. */
  @Override
  public synchronized void close() {
    if (!writer.isShutdown()) {
      CompletableFuture<Void> closing =
          CompletableFuture.runAsync(this::closeFiles, writer);
      writer.shutdown();
      await(closing);
    }
  }

  private void closeFiles() {
    try (lock; contents; journal) {
      if (failure == null && journal.size() > 0) {
        makeCheckpoint();
      }
    } catch (IOException e) {
      throw new StoreException("The store did not close as it should", e);
    }
  }

  String get(Key key) {
    return contents.get(key);
  }

  void forEach(String table, BiConsumer<String, String> action) {
    contents.forEach(table, action);
  }

  /** Replaces a value (null: none) by what the function makes of it. */
  String update(Key key, UnaryOperator<String> change) {
    return await(submit(key, change));
  }

  /** The same, but does not wait until it is saved. */
  CompletableFuture<String> submit(Key key, UnaryOperator<String> change) {
    Update update = new Update(key, change, new CompletableFuture<>());
    waiting.add(update);
    try {
      writer.execute(this::saveAllThatWait);
    } catch (RejectedExecutionException e) {
      throw new StoreException("The store is closed", e);
    }
    return update.saved();
  }

  static <T> T await(CompletableFuture<T> saved) {
    try {
      return saved.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
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
    String old = earlier != null ? earlier.json() : get(update.key());
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
}
