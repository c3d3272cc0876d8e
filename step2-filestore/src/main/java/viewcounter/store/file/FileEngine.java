package viewcounter.store.file;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import viewcounter.launch.StartupException;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.UnitOfWork;
import viewcounter.store.engine.Mutation;
import viewcounter.store.engine.Owner;
import viewcounter.store.engine.StorageEngine;

/**
 * Keeps everything in the files of a folder, for one program. Every reader sees
 * a change at once; it is saved soon after, and no thread waits for that. After
 * a crash, either all of a change is there, or nothing.
 */
public final class FileEngine implements StorageEngine {

  private static final int CHECK_SECONDS = 4;

  private final FolderLock lock;
  private final MemTable saved = new MemTable();
  private final CommitQueue queue = new CommitQueue();
  private final JournalWriter writer;
  private final Expiry expiry = new Expiry();
  private final Object[] locks = // of keys
      Stream.generate(Object::new).limit(64).toArray();
  private boolean closed;

  private FileEngine(Path folder, FolderLock lock, Journal.Disk disk)
      throws IOException {
    this.lock = lock;
    writer =
        new JournalWriter(new DataFiles(folder), disk, saved, queue, expiry);
  }

  /**
   * Opens the files in a folder, and creates the folder if it does not exist.
   *
   * @param step whose data it has to be; unknown for any
   * @throws StartupException if the folder cannot be written, its files are
   *     damaged, or it is open or another's; its data is then left as it is
   */
  public static FileEngine open(Path folder, Owner step) {
    return open(folder, step, Journal.Disk.REAL);
  }

  static FileEngine open(Path folder, Owner step, Journal.Disk disk) {
    try {
      FolderLock lock = FolderLock.take(folder);
      try {
        OwnerFile.claim(new DataFiles(folder), step);
        return new FileEngine(folder, lock, disk);
      } catch (Throwable e) {
        lock.close();
        throw e;
      }
    } catch (IOException e) {
      throw DataFiles.unusable(folder, e);
    }
  }

  @Override
  public void prepare(String table, Predicate<Mutation> isExpired) {
    expiry.add(table, isExpired);
  }

  @Override
  public UnitOfWork begin() {
    long rollbacks = queue.rollbacks();
    return then -> queue.whenSaved(rollbacks, then);
  }

  /** Saves that a key does not exist, which leaves nothing behind. */
  @Override
  public boolean isWritable() {
    try {
      UnitOfWork work = begin();
      put(new Mutation("health/check", null));
      return work.isSavedWithin(CHECK_SECONDS);
    } catch (StoreException e) {
      return false;
    }
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (lock) {
      writer.close();
    } catch (IOException e) {
      throw new StoreException("The store was not closed properly", e);
    }
  }

  /** Searches in the order in which a change moves, so it misses none. */
  @Override
  public Mutation get(String key) {
    Mutation change = queue.get(key);
    return change != null ? change : saved.get(key);
  }

  @Override
  public void put(Mutation change) {
    synchronized (lockOf(change.key())) {
      queue.add(change, queue.rollbacks());
    }
  }

  @Override
  public Mutation update(String key, UnaryOperator<Mutation> change) {
    synchronized (lockOf(key)) {
      long rollbacks = queue.rollbacks();
      Mutation old = get(key);
      Mutation next = change.apply(old);
      if (next != old) {
        queue.add(next, rollbacks);
      }
      return next;
    }
  }

  private Object lockOf(String key) {
    return locks[Math.floorMod(key.hashCode(), locks.length)];
  }

  @Override
  public void forEach(String table, Consumer<Mutation> action) {
    begin().awaitSaved(); // only what is saved is listed
    saved.forEach(table, action);
  }

  /** Makes a checkpoint: what has expired is left out of it. */
  @Override
  public synchronized void removeExpired() {
    begin().awaitSaved();
    if (!CompletableFuture.supplyAsync(writer::sweep, // which nobody interrupts
        task -> new Thread(task, "sweep").start()).join()) {
      throw new StoreException("What has expired cannot be removed", null);
    }
  }
}
