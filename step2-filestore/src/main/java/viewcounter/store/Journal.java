package viewcounter.store;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.function.Consumer;
import viewcounter.launch.StartupException;

/**
 * The changes since a checkpoint: a file to append to, one line for each group
 * of changes that was saved together.
 */
final class Journal implements Closeable {

  /** Opens the file of a journal: tests put a disk with faults in between. */
  interface Disk {

    Disk REAL = path -> FileChannel.open(path, CREATE, WRITE);

    FileChannel openFile(Path path) throws IOException;
  }

  private final FileChannel file;
  private long end;

  /** @param end where to go on: what is after it is cut off */
  Journal(Path path, long end, Disk disk) throws IOException {
    this.file = disk.openFile(path);
    this.end = end;
    DataFiles.hide(path);
  }

  /**
   * Appends the changes; returns when the disk has them. What a write that
   * failed has left behind is cut off by the next one.
   */
  void append(Collection<Mutation> changes) throws IOException {
    if (file.size() > end) {
      file.truncate(end);
    }
    ByteBuffer line = ByteBuffer.wrap(JournalRecord.of(changes));
    while (line.hasRemaining()) {
      file.write(line, end + line.position());
    }
    file.force(false);
    end += line.limit();
  }

  long size() {
    return end;
  }

  /**
   * Reads all changes in their order. A last line that is not whole is a write
   * that a crash cut short: nobody was told that it was saved.
   *
   * @return how many bytes are whole lines
   * @throws StartupException if there is more than one line that is not
   *     whole: that is no crash but damage
   */
  static long replay(Path path, Consumer<Mutation> changes)
      throws IOException {
    long whole = 0;
    boolean torn = false;
    byte[] buffer = new byte[1 << 16];
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    try (InputStream file = Files.newInputStream(path)) {
      for (int length; (length = file.read(buffer)) > 0; ) {
        int from = 0;
        for (int i = 0; i < length; i++) {
          if (torn) {
            throw damaged(path, "after byte " + whole);
          }
          if (buffer[i] == '\n') {
            line.write(buffer, from, i + 1 - from);
            from = i + 1;
            torn = !JournalRecord.isWhole(line.toByteArray());
            if (!torn) {
              JournalRecord.read(line.toByteArray(), changes);
              whole += line.size();
            }
            line.reset();
          }
        }
        line.write(buffer, from, length - from);
      }
    }
    return whole;
  }

  static StartupException damaged(Path path, String where) {
    return new StartupException(path + " is damaged " + where
        + ": put back a backup of its folder, or move the folder away to"
        + " start without its data.", null);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
