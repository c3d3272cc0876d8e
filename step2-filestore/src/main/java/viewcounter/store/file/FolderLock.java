package viewcounter.store.file;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import viewcounter.launch.OwnerOnly;
import viewcounter.launch.StartupException;

/** Locks a folder against other programs, until this one ends. */
final class FolderLock implements Closeable {

  /**
   * The folders that this program has locked. On POSIX, a second channel would
   * release the lock of the first one when it is closed.
   */
  private static final Set<Path> TAKEN_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel file;

  private FolderLock(Path folder, FileChannel file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * Locks a folder, and creates it if it does not exist.
   *
   * @throws StartupException if it is locked already, or if others can write
   *     to it
   */
  static FolderLock take(Path folder) throws IOException {
    create(folder);
    Path real = folder.toRealPath();
    OwnerOnly.checkFolder(real);
    if (TAKEN_HERE.add(real)) {
      FileChannel file = null;
      try {
        file = lock(real.resolve("lock"));
      } finally {
        if (file == null) {
          TAKEN_HERE.remove(real);
        }
      }
      if (file != null) {
        return new FolderLock(real, file);
      }
    }
    throw new StartupException("Another program is using the data in "
        + folder + ". Stop it, or choose another folder with the"
        + " environment variable DATA_DIR.", null);
  }

  /** A power failure takes away neither a new folder nor those above it. */
  private static void create(Path folder) throws IOException {
    Path above = folder.toAbsolutePath().getParent();
    if (above == null || Files.isDirectory(folder)) {
      return;
    }
    create(above);
    Files.createDirectories(folder, OwnerOnly.folder());
    try {
      new DataFiles(above).force();
    } catch (AccessDeniedException e) {
      // a folder that may be written to, but not read, cannot be forced
    }
  }

  /** The locked file, or null if another program has locked it. */
  private static FileChannel lock(Path path) throws IOException {
    FileChannel file = DataFiles.open(path); // no other user may lock it
    if (file.tryLock() == null) {
      file.close();
      return null;
    }
    return file;
  }

  @Override
  public void close() throws IOException {
    file.close();
    TAKEN_HERE.remove(folder);
  }
}
