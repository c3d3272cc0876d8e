package viewcounter.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import viewcounter.launch.StartupException;

/**
 * Tables in a folder. Everybody sees a change at once; it is saved soon after,
 * without keeping a thread waiting. A program calls {@link #begin} before it
 * reads or changes something, and {@link UnitOfWork#whenSaved} before it tells
 * others about it.
 *
 * <p>What is saved survives a crash. A change that is not is atomic: a crash
 * leaves all of it, or nothing.
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
   * Opens the store in a folder, which is made if it is not there.
   *
   * @throws StartupException if the folder cannot be written, its files are
   *     damaged, or it is open already; nothing is changed then
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

  /** The table of that name, whose values are records of that type. */
  public <V> Table<V> table(String name, Class<V> type) {
    return new Table<>(this, name, type);
  }

  /** Tells a listener of each change from now on, in place of another. */
  public void onChange(ChangeListener listener) {
    this.listener = listener;
  }

  /** Begins to read and change something. */
  public UnitOfWork begin() {
    return new UnitOfWork(queue);
  }

  /** Saves all, and lets the folder go. */
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

  /** Looks in the order in which a change moves on, so it misses none. */
  Mutation get(String key) {
    Mutation change = queue.get(key);
    return change != null ? change : saved.get(key);
  }

  /** All that is saved, each key once. */
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
   * Replaces what a key holds by what the function makes of it; nothing is
   * changed if that is the same object. Of two that come at once for a key,
   * one sees what the other did.
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
