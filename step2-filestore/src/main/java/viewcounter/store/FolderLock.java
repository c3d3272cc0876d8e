package viewcounter.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import viewcounter.launch.StartupException;

/** Says to other programs that a folder is in use; ends with the program. */
final class FolderLock implements Closeable {

  /** POSIX ends a program's locks of a file when it closes any of them. */
  private static final Set<Path> TAKEN_HERE = ConcurrentHashMap.newKeySet();

  private final Path folder;
  private final FileChannel file;

  private FolderLock(Path folder, FileChannel file) {
    this.folder = folder;
    this.file = file;
  }

  /**
   * Takes a folder, which is made if it is not there.
   *
   * @throws StartupException if somebody else has it
   */
  static FolderLock take(Path folder) throws IOException {
    Files.createDirectories(folder);
    Path real = folder.toRealPath();
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
    throw new StartupException("Another program works with the data in "
        + folder + ". Stop it, or choose another folder with the"
        + " environment variable DATA_DIR.", null);
  }

  /** The file, locked; null if another program has locked it. */
  private static FileChannel lock(Path path) throws IOException {
    FileChannel file = FileChannel.open(path, CREATE, WRITE);
    DataFiles.hide(path); // or others could lock it, and keep us out
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
