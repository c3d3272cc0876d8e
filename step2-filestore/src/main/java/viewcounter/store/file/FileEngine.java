package viewcounter.store.file;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.time.Clock;
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
 * a change at once; it is saved soon after, and no thread waits for that.
 *
 * <p>A change is atomic: after a crash, either all of it is there, or nothing.
 */
public final class FileEngine implements StorageEngine {

  private static final int STRIPES = 64;

  private final FolderLock lock;
  private final MemTable saved = new MemTable();
  private final CommitQueue queue = new CommitQueue();
  private final JournalWriter writer;
  private final Object[] stripes =
      Stream.generate(Object::new).limit(STRIPES).toArray();
  private boolean closed;

  private FileEngine(Path folder, FolderLock lock, Journal.Disk disk)
      throws IOException {
    this.lock = lock;
    writer = new JournalWriter(new DataFiles(folder), disk, saved, queue);
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
      throw new StartupException("Cannot read and write the data folder "
          + folder + " (" + (e instanceof AccessDeniedException
              ? "permission denied" : e.getMessage()) + "). Make it writable,"
          + " or choose another one with the environment variable DATA_DIR.",
          e);
    }
  }

  @Override
  public void prepare(String table) {} // a table is a part of each key

  @Override
  public UnitOfWork begin() {
    long rollbacks = queue.rollbacks();
    return then -> queue.whenSaved(rollbacks, then);
  }

  @Override
  public boolean isWritable() {
    return WriteCheck.passes(this);
  }

  @Override
  public Clock clock(Clock here) {
    return here;
  }

  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    try (lock) {
      writer.close();
    } catch (IOException | InterruptedException e) {
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
    synchronized (stripe(change.key())) {
      queue.add(change, queue.rollbacks());
    }
  }

  @Override
  public Mutation update(String key, UnaryOperator<Mutation> change) {
    synchronized (stripe(key)) {
      long rollbacks = queue.rollbacks();
      Mutation old = get(key);
      Mutation next = change.apply(old);
      if (next != old) {
        queue.add(next, rollbacks);
      }
      return next;
    }
  }

  private Object stripe(String key) {
    return stripes[Math.floorMod(key.hashCode(), STRIPES)];
  }

  @Override
  public void forEach(String table, Consumer<Mutation> action) {
    begin().awaitSaved(); // only what is saved is listed
    saved.forEach(each -> {
      if (each.isIn(table)) {
        action.accept(each);
      }
    });
  }

  @Override
  public void removeExpired(String table, Predicate<Mutation> isExpired) {
    new ExpirySweep(this, writer, isExpired).run(table);
  }
}
