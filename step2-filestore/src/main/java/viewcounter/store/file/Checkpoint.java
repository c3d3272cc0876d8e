package viewcounter.store.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import org.mapdb.DB;
import org.mapdb.DBException;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;
import viewcounter.launch.StartupException;
import viewcounter.store.engine.Mutation;

/**
 * A snapshot of all tables, in a MapDB file that is only ever read. A file of
 * MapDB 3 does not survive a crash in the middle of a write, with or without
 * transactions (jankotek/mapdb issues 775 and 792).
 */
final class Checkpoint {

  /** The changes that go into a checkpoint. */
  interface Changes {
    void forEach(Consumer<Mutation> action);
  }

  // A checkpoint is forced to disk in pieces: forcing a large one would hold up
  // every response that waits for the journal
  private static final long PIECE = 1 << 20; // bytes
  private static final int TOGETHER = 1000; // changes

  private Checkpoint() {}

  /**
   * Opens the file of a checkpoint, for any number of threads. It is closed
   * when the garbage collector finds that the map is no longer in use. A newer
   * one can therefore take its place without a lock or a wait for readers.
   *
   * @throws StartupException if it is not a whole MapDB file
   */
  static Map<String, String> open(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    try {
      return map(DBMaker.fileDB(path.toFile()).fileChannelEnable()
          .fileLockDisable().readOnly().make());
    } catch (DBException.VolumeIOError e) {
      throw new IOException(e.getCause());
    } catch (DBException | IllegalArgumentException e) {
      throw DataFiles.damaged(path, "", e);
    }
  }

  private static Map<String, String> map(DB db) {
    return db.hashMap("all", Serializer.STRING, Serializer.STRING)
        .createOrOpen();
  }

  /**
   * Makes a checkpoint from a copy of another one (from nothing, if its number
   * is 0) and from changes. A crash leaves behind a file that is never
   * used; after an error, that file is deleted.
   */
  static void make(DataFiles files, long copied, long number, Changes changes)
      throws IOException {
    Path next = files.folder().resolve("checkpoint.next");
    Path empty = files.folder().resolve("checkpoint.empty");
    try {
      Files.deleteIfExists(next);
      Files.deleteIfExists(empty);
      if (copied == 0) {
        DBMaker.fileDB(empty.toFile()).fileChannelEnable().make().close();
      }
      try (FileChannel file = DataFiles.open(next)) {
        copy(copied == 0 ? empty : files.checkpoint(copied), file);
        write(next, changes, file);
      }
      Files.move(next, files.checkpoint(number), ATOMIC_MOVE);
      files.force();
    } catch (DBException | UncheckedIOException e) {
      throw new IOException("Cannot write a checkpoint", e);
    } finally {
      Files.deleteIfExists(next);
      Files.deleteIfExists(empty);
    }
  }

  private static void copy(Path from, FileChannel to) throws IOException {
    try (FileChannel file = FileChannel.open(from, READ)) {
      for (long at = 0; at < file.size(); ) {
        at += file.transferTo(at, PIECE, to);
        to.force(false);
      }
    }
  }

  private static void write(Path next, Changes changes, FileChannel file)
      throws IOException {
    int[] written = new int[1];
    try (DB db = DBMaker.fileDB(next.toFile()).fileChannelEnable().make()) {
      Map<String, String> map = map(db);
      changes.forEach(change -> {
        if (change.json() == null) {
          map.remove(change.key());
        } else {
          map.put(change.key(), change.json());
        }
        if (++written[0] % TOGETHER == 0) {
          force(file);
        }
      });
    }
    file.force(true);
  }

  private static void force(FileChannel file) {
    try {
      file.force(false);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
