package viewcounter.store.file;

import com.google.gson.JsonParseException;
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
import viewcounter.store.engine.Mutation;

/**
 * The changes since a checkpoint: an append-only file with one line for each
 * group of changes that was saved together.
 */
final class Journal implements Closeable {

  /** Opens a journal's file; tests put a faulty disk in its place. */
  interface Disk {

    Disk REAL = DataFiles::open;

    FileChannel openFile(Path path) throws IOException;
  }

  private final FileChannel file;
  private long end;
  private boolean isDirty; // perhaps something follows the end on disk

  /**
   * Continues a journal, all of which is then on disk: the program before may
   * have been killed while it forced the last line.
   *
   * @param end where to append: whatever comes after it is cut off
   */
  Journal(Path path, long end, Disk disk) throws IOException {
    this.file = disk.openFile(path);
    this.end = end;
    if (end > 0) {
      file.force(true);
    }
  }

  /**
   * Begins an empty journal.
   *
   * @throws IOException if a power failure could undo that; it is then deleted
   */
  static Journal begin(DataFiles files, long number, Disk disk)
      throws IOException {
    Journal journal = new Journal(files.journal(number), 0, disk);
    try {
      files.force();
      return journal;
    } catch (IOException e) {
      journal.close();
      Files.delete(files.journal(number));
      throw e;
    }
  }

  /**
   * Appends the changes, and returns when they are on disk. What a failed write
   * has left behind is cut off by the next one.
   */
  void append(Collection<JournalEntry> changes) throws IOException {
    cutOff();
    isDirty = true;
    ByteBuffer line = ByteBuffer.wrap(JournalRecord.of(changes));
    while (line.hasRemaining()) {
      file.write(line, end + line.position());
    }
    file.force(false);
    end += line.limit();
    isDirty = false;
  }

  /** Cuts off what a failed write has left behind, before anything follows. */
  void cutOff() throws IOException {
    if (file.size() > end || isDirty) {
      file.truncate(end).force(true); // or a crash could mix old with new
      isDirty = false;
    }
  }

  long size() {
    return end;
  }

  /**
   * Reads all changes in order. If the last line is not whole, a crash cut its
   * write short, so it was never confirmed.
   *
   * @return the length of the whole lines, in bytes
   * @throws StartupException if anything follows a line that is not whole, or
   *     a whole one is not JSON: the cause was not a crash but damage
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
            throw DataFiles.damaged(path, " after byte " + whole, null);
          }
          if (buffer[i] == '\n') {
            line.write(buffer, from, i + 1 - from);
            from = i + 1;
            torn = !JournalRecord.isWhole(line.toByteArray());
            if (!torn) {
              try {
                JournalRecord.read(line.toByteArray(), changes);
              } catch (JsonParseException | ClassCastException e) {
                throw DataFiles.damaged(path, " after byte " + whole, e);
              }
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

  @Override
  public void close() throws IOException {
    file.close();
  }
}
