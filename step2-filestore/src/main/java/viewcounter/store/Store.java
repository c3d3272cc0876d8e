package viewcounter.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import viewcounter.launch.StartupException;
import viewcounter.store.Mutation.Key;

/**
 * Tables in a folder. A change that returned is on disk and survives a crash;
 * one that was cut short by a crash happened wholly or not at all.
 *
 * <p>One thread writes. It takes all changes that wait, appends them to the
 * journal, forces the disk once for all of them, makes them visible and only
 * then lets their callers go on. When the journal has grown, another one is
 * begun, and a second thread makes a new checkpoint of the old checkpoint and
 * the earlier journal. A start reads the checkpoint, then the journals.
 */
public final class Store implements AutoCloseable {

  /** Told of each change that was saved, by the thread that asked for it. */
  public interface ChangeListener {

    /** @param json what is stored from now on; null if it was removed */
    void changed(String table, String key, String json);
  }

  private final FolderLock lock;
  private final MemTable contents;
  private final JournalWriter writer;
  private volatile ChangeListener listener; // null: nobody listens

  private Store(Path folder, FolderLock lock) throws IOException {
    this.lock = lock;
    contents = new MemTable(folder.resolve("checkpoint.mapdb"));
    Journal journal = new Journal(folder.resolve("journal.jsonl"));
    writer = new JournalWriter(contents, journal);
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
    try (lock) {
      await(writer.close());
    } catch (IOException e) {
      throw new StoreException("The store did not let its folder go", e);
    }
  }

  String get(Key key) {
    return contents.get(key);
  }

  void forEach(String table, BiConsumer<String, String> action) {
    contents.forEach(table, action);
  }

  /** Tells a listener of each change from now on, in place of another. */
  public void onChange(ChangeListener listener) {
    this.listener = listener;
  }

  /** Replaces a value (null: none) by what the function makes of it. */
  String update(Key key, UnaryOperator<String> change) {
    ChangeListener told = listener;
    return told == null ? await(submit(key, change))
        : update(key, change, told);
  }

  private String update(Key key, UnaryOperator<String> change,
      ChangeListener told) {
    String[] before = new String[1];
    String after = await(submit(key, json -> {
      before[0] = json;
      return change.apply(json);
    }));
    if (!Objects.equals(before[0], after)) {
      told.changed(key.table(), key.name(), after);
    }
    return after;
  }

  /** The same, but does not wait until it is saved. */
  CompletableFuture<String> submit(Key key, UnaryOperator<String> change) {
    return writer.submit(key, change);
  }

  static <T> T await(CompletableFuture<T> saved) {
    try {
      return saved.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }
}
