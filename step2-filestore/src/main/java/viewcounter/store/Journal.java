package viewcounter.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import viewcounter.launch.StartupException;

/**
 * The changes since the last checkpoint: a file to append to, one line for each
 * group of changes that was saved together. While a checkpoint is made of it,
 * it is kept beside another one.
 */
final class Journal implements Closeable {

  private final Path path;
  private final Path earlier;
  private FileChannel file;

  Journal(Path path) throws IOException {
    this.path = path;
    this.earlier = path.resolveSibling("earlier-" + path.getFileName());
    this.file = FileChannel.open(path, CREATE, READ, WRITE);
  }

  /** Appends the changes; returns when the disk has them. */
  void append(Collection<Mutation> changes) throws IOException {
    ByteBuffer line =
        ByteBuffer.wrap((JournalRecord.of(changes) + "\n").getBytes(UTF_8));
    while (line.hasRemaining()) {
      file.write(line);
    }
    file.force(false);
  }

  /**
   * All changes in their order. A last line that is not whole is a write that
   * a crash cut short: nobody was told that it was saved, so it is cut off.
   *
   * @throws StartupException if there is more than one line that is not
   *     whole: that is no crash but damage, and the file is left as it is
   */
  List<Mutation> replay() throws IOException {
    List<Mutation> changes = new ArrayList<>();
    if (hasEarlier() && replay(earlier, changes) != Files.size(earlier)) {
      throw damaged(earlier, "at its end"); // all of it was saved
    }
    int whole = replay(path, changes);
    file.truncate(whole).position(whole);
    file.force(true);
    return changes;
  }

  /** Returns how many bytes of a file are whole lines. */
  private static int replay(Path path, List<Mutation> changes)
      throws IOException {
    byte[] bytes = Files.readAllBytes(path);
    int whole = 0;
    for (int end; (end = indexOfNewline(bytes, whole)) >= 0; whole = end + 1) {
      String line = new String(bytes, whole, end - whole, UTF_8);
      if (!JournalRecord.isWhole(line)) {
        break;
      }
      changes.addAll(JournalRecord.changesIn(line));
    }
    int next = indexOfNewline(bytes, whole);
    if (next >= 0 && next < bytes.length - 1) {
      throw damaged(path, "after byte " + whole);
    }
    return whole;
  }

  private static StartupException damaged(Path path, String where) {
    return new StartupException(path + " is damaged " + where
        + ": put back a backup of its folder, or move the folder away to"
        + " start without its data.", null);
  }

  /** Whether a crash came before the checkpoint of the earlier file. */
  boolean hasEarlier() {
    return Files.exists(earlier);
  }

  private static int indexOfNewline(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  long size() throws IOException {
    return file.size();
  }

  /** Goes on in an empty file; the one so far is the earlier one now. */
  void beginAnother() throws IOException {
    file.close();
    Files.move(path, earlier, ATOMIC_MOVE);
    file = FileChannel.open(path, CREATE, READ, WRITE);
    Checkpoint.forceFolder(path.getParent());
  }

  /** What was in the earlier file is in a checkpoint. */
  void deleteEarlier() throws IOException {
    Files.deleteIfExists(earlier);
  }

  /** What was in both is in a checkpoint. */
  void clear() throws IOException {
    deleteEarlier();
    file.truncate(0);
    file.force(true);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }
}
