package viewcounter.store;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.BiConsumer;
import org.mapdb.DB;
import org.mapdb.DBException;
import org.mapdb.DBMaker;
import org.mapdb.HTreeMap;
import org.mapdb.Serializer;
import viewcounter.launch.StartupException;
import viewcounter.store.Mutation.Key;

/**
 * All tables as they were at one moment: a MapDB file that is only read.
 * A newer one is made beside it and put in its place in one step. (MapDB 3
 * does not survive a crash in the middle of a write, with or without its
 * transactions: jankotek/mapdb issues 775 and 792.)
 */
final class Checkpoint implements Closeable {

  private final Path path;
  private final Map<String, Map<String, String>> tables =
      new ConcurrentHashMap<>();
  private final ReadWriteLock lock = new ReentrantReadWriteLock();
  private volatile boolean closed;
  private DB db;

  /** @throws StartupException if the file is there but no whole MapDB file */
  Checkpoint(Path path) {
    this.path = path;
    open();
  }

  String get(Key key) {
    lock.readLock().lock();
    try {
      return table(key.table()).get(key.name());
    } finally {
      lock.readLock().unlock();
    }
  }

  void forEach(String table, BiConsumer<String, String> action) {
    lock.readLock().lock();
    try {
      table(table).forEach(action);
    } finally {
      lock.readLock().unlock();
    }
  }

  /** Makes a newer checkpoint; a crash leaves the old one or the new one. */
  void update(Collection<Mutation> changes) throws IOException {
    Path next = path.resolveSibling(path.getFileName() + ".next");
    Files.deleteIfExists(next);
    if (Files.exists(path)) {
      Files.copy(path, next);
    }
    write(next, changes);
    try (FileChannel file = FileChannel.open(next, WRITE)) {
      file.force(true);
    }
    lock.writeLock().lock();
    try {
      closeFile(); // Windows does not replace a file that is open
      Files.move(next, path, ATOMIC_MOVE, REPLACE_EXISTING);
    } finally {
      open(); // the new one, or still the old one
      lock.writeLock().unlock();
    }
    forceFolder(path.getParent());
  }

  /** Nothing can be read from then on. */
  @Override
  public void close() {
    closed = true;
    closeFile();
  }

  private void closeFile() {
    tables.clear();
    if (db != null) {
      db.close();
    }
  }

  /** Makes the names in a folder durable, where the system can do that. */
  static void forceFolder(Path folder) {
    try (FileChannel names = FileChannel.open(folder, READ)) {
      names.force(true);
    } catch (IOException e) {
      // Windows opens no folders: its NTFS keeps a journal of the names
    }
  }

  private void open() {
    try {
      db = Files.exists(path)
          ? DBMaker.fileDB(path.toFile()).fileChannelEnable().readOnly().make()
          : null;
    } catch (DBException | IllegalArgumentException e) {
      throw new StartupException(path + " is damaged: put back a backup of its"
          + " folder, or move the folder away to start without its data.", e);
    }
  }

  private Map<String, String> table(String name) {
    if (closed) {
      throw new StoreException("The store is closed", null);
    }
    return tables.computeIfAbsent(name, table ->
        db != null && db.exists(table) ? open(db, table) : Map.of());
  }

  private static HTreeMap<String, String> open(DB db, String table) {
    return db.hashMap(table, Serializer.STRING, Serializer.STRING)
        .createOrOpen();
  }

  private static void write(Path path, Collection<Mutation> changes)
      throws IOException {
    try (DB db = DBMaker.fileDB(path.toFile()).fileChannelEnable().make()) {
      for (Mutation change : changes) {
        Map<String, String> table = open(db, change.key().table());
        if (change.json() == null) {
          table.remove(change.key().name());
        } else {
          table.put(change.key().name(), change.json());
        }
      }
    } catch (DBException e) {
      throw new IOException("Cannot write " + path, e);
    }
  }
}
