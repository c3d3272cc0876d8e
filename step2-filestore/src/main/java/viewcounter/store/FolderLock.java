package viewcounter.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import viewcounter.launch.StartupException;

/** Says to other programs that a folder is in use; ends with the program. */
final class FolderLock implements Closeable {

  private final FileChannel file;

  private FolderLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes a folder, which is made if it is not there.
   *
   * @throws StartupException if somebody else has it
   */
  static FolderLock take(Path folder) throws IOException {
    Files.createDirectories(folder);
    FileChannel file =
        FileChannel.open(folder.resolve("lock"), CREATE, WRITE);
    try {
      if (file.tryLock() != null) {
        return new FolderLock(file);
      }
    } catch (OverlappingFileLockException e) {
      // this very program has it
    }
    file.close();
    throw new StartupException("Another program works with the data in "
        + folder + ". Stop it, or choose another folder with the"
        + " environment variable DATA_DIR.", null);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
