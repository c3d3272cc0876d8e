package viewcounter.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import viewcounter.launch.StartupException;

/**
 * Tables in a folder. Every reader sees a change at once; it is saved soon
 * after, and no thread has to wait for that. A program calls {@link #begin}
 * before it reads or changes something, and {@link UnitOfWork#whenSaved} before
 * it reveals any of it to the outside.
 *
 * <p>What is saved survives a crash. A change that is not saved yet is atomic:
 * after a crash, all of it is there, or nothing.
 */
public final class Store implements AutoCloseable {

  private static final int STRIPES = 64;

  private final FolderLock lock;
  private final MemTable saved = new MemTable();
  private final CommitQueue queue = new CommitQueue();
  private final JournalWriter writer;
  private final Object[] stripes =
      Stream.generate(Object::new).limit(STRIPES).toArray();
  private volatile ChangeListener listener; // null: nobody listens
  private boolean closed;

  private Store(Path folder, FolderLock lock, Journal.Disk disk)
      throws IOException {
    this.lock = lock;
    writer = new JournalWriter(new DataFiles(folder), disk, saved, queue);
  }

  /**
   * Opens the store in a folder, and creates the folder if it does not exist.
   *
   * @throws StartupException if the folder cannot be written, its files are
   *     damaged, or it is open already; its data is not changed then
   */
  public static Store open(Path folder) {
    return open(folder, Journal.Disk.REAL);
  }

  static Store open(Path folder, Journal.Disk disk) {
    try {
      FolderLock lock = FolderLock.take(folder);
      try {
        return new Store(folder, lock, disk);
      } catch (Throwable e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw new StartupException("Cannot read and write the data folder "
          + folder + " (" + reason(e) + "). Make it writable, or choose"
          + " another one with the environment variable DATA_DIR.", e);
    }
  }

  private static String reason(IOException e) {
    return e instanceof AccessDeniedException
        ? "permission denied" : e.getMessage();
  }

  /** The table with this name, whose values are records of this type. */
  public <V> Table<V> table(String name, Class<V> type) {
    return new Table<>(this, name, type);
  }

  /** Notifies this listener, and no other, of each change from now on. */
  public void onChange(ChangeListener listener) {
    this.listener = listener;
  }

  /** Begins to read and change something. */
  public UnitOfWork begin() {
    return new UnitOfWork(queue);
  }

  /** Saves everything, and releases the folder. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (lock) {
      writer.close();
    } catch (IOException | InterruptedException e) {
      throw new StoreException("The store did not close as it should", e);
    }
  }

  /** Searches in the order in which a change moves on, so it misses none. */
  Mutation get(String key) {
    Mutation change = queue.get(key);
    return change != null ? change : saved.get(key);
  }

  /** Passes on all that is saved, each key once. */
  void forEach(Consumer<Mutation> action) {
    saved.forEach(action);
  }

  /** Puts a value under a key, whatever was there. */
  void put(Mutation change) {
    synchronized (stripe(change.key())) {
      queue.add(change, queue.rollbacks());
    }
    tell(change);
  }

  /**
   * Replaces the value of a key with what the function returns; nothing is
   * changed if that is the same object. If two updates of a key come at once,
   * one sees the result of the other.
   */
  Mutation update(String key, UnaryOperator<Mutation> change) {
    Mutation next;
    synchronized (stripe(key)) {
      long rollbacks = queue.rollbacks();
      Mutation old = get(key);
      next = change.apply(old);
      if (next == old) {
        return old;
      }
      queue.add(next, rollbacks);
    }
    tell(next);
    return next;
  }

  private Object stripe(String key) {
    return stripes[Math.floorMod(key.hashCode(), STRIPES)];
  }

  private void tell(Mutation change) {
    ChangeListener told = listener;
    if (told != null) {
      int slash = change.key().indexOf('/');
      told.changed(change.key().substring(0, slash),
          change.key().substring(slash + 1), change.json());
    }
  }
}
