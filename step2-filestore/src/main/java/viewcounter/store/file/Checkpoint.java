package viewcounter.store.file;

import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static java.nio.file.StandardOpenOption.READ;
import static org.mapdb.Serializer.STRING;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Iterator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.LongStream;
import org.mapdb.DB;
import org.mapdb.DBException;
import org.mapdb.DBMaker;
import org.mapdb.SortedTableMap;
import org.mapdb.volume.FileChannelVol;
import org.mapdb.volume.MappedFileVol;
import org.mapdb.volume.Volume;
import viewcounter.launch.StartupException;
import viewcounter.store.engine.Mutation;

/**
 * A snapshot of all tables: a MapDB file that is written once, in the order of
 * the keys, and only read from then on. A file of MapDB 3 that is changed does
 * not survive a crash (jankotek/mapdb issues 775 and 792).
 */
final class Checkpoint {

  private static final int SORTED = 10; // byte 1 of a SortedTableMap's file
  private static final int LAST_PAGE = 24; // where it has that one's number
  private static final int PAGE_SIZE = 32;
  private static final long SMALLEST_PAGE = 1 << 20; // bytes

  // Forcing a large file at once would hold up what waits for the journal
  private static final int TOGETHER = 1000; // records

  private Checkpoint() {}

  /**
   * Opens the file of a checkpoint, for any number of threads. It is mapped
   * into memory until the garbage collector finds that nobody uses the map. A
   * newer one can therefore take its place without a lock or a wait.
   *
   * @param number 0 for the one before anything is stored
   * @return the JSON under each key
   * @throws StartupException if it is not a whole MapDB file
   */
  static SortedMap<String, String> open(DataFiles files, long number)
      throws IOException {
    if (number == 0) {
      return Collections.emptySortedMap();
    }
    Path path = files.checkpoint(number);
    ByteBuffer head = ByteBuffer.allocate(64);
    try (FileChannel file = FileChannel.open(path, READ)) {
      file.read(head);
      long pageSize = head.getLong(PAGE_SIZE);
      if (head.get(1) != SORTED) {
        return ofEarlierVersion(path);
      }
      if (file.size() < (head.getLong(LAST_PAGE) + 1) * pageSize) {
        throw DataFiles.damaged(path, "", null);
      }
      return SortedTableMap.open(MappedFileVol.FACTORY.makeVolume(
          path.toString(), true, -1, Long.numberOfTrailingZeros(pageSize), 0,
          false), STRING, STRING);
    } catch (DBException.VolumeIOError e) {
      throw new IOException(e.getCause());
    } catch (RuntimeException e) {
      throw DataFiles.damaged(path, "", e);
    }
  }

  /** Earlier versions wrote in no order, so all of it goes into memory. */
  private static SortedMap<String, String> ofEarlierVersion(Path path) {
    try (DB file = DBMaker.fileDB(path.toFile()).fileChannelEnable()
        .fileLockDisable().readOnly().make()) {
      return new TreeMap<>(file.hashMap("all", STRING, STRING).open());
    }
  }

  /**
   * Makes a checkpoint from the last one and the changes since. A crash leaves
   * behind a file that is never used; after an error, that file is deleted.
   *
   * @param isExpired which records to leave out
   */
  static void make(DataFiles files, long number, SortedMap<String, String> last,
      Map<String, Mutation> changes, Predicate<Mutation> isExpired)
      throws IOException {
    Path next = files.folder().resolve("checkpoint.next");
    try {
      Files.deleteIfExists(next);
      try (FileChannel file = DataFiles.open(next);
          Volume volume = FileChannelVol.FACTORY.makeVolume(next.toString(),
              false, -1)) {
        write(new MergeIterator(last, changes), isExpired, file,
            SortedTableMap.create(volume, STRING, STRING).nodeSize(1)
                .pageSize(pageSize(last, changes)).createFromSink());
        file.force(true);
      }
      Files.move(next, files.checkpoint(number), ATOMIC_MOVE);
      files.force();
    } catch (DBException e) {
      throw new IOException("Cannot write " + next + ": " + e.getCause(), e);
    } finally {
      Files.deleteIfExists(next);
    }
  }

  /** Its largest record has to fit: MapDB takes up to 3 bytes for a char. */
  private static long pageSize(SortedMap<String, String> last,
      Map<String, Mutation> changes) {
    LongStream pages = last instanceof SortedTableMap<?, ?> made
        ? LongStream.of(made.getPageSize())
        : last.entrySet().stream().mapToLong(each ->
            pageSize(each.getKey(), each.getValue()));
    return LongStream.concat(pages, changes.values().stream().mapToLong(each ->
        pageSize(each.key(), String.valueOf(each.json()))))
        .reduce(SMALLEST_PAGE, Math::max);
  }

  private static long pageSize(String key, String json) {
    return 100 + 3L * (key.length() + json.length());
  }

  private static void write(Iterator<Mutation> records,
      Predicate<Mutation> isExpired, FileChannel file,
      SortedTableMap.Sink<String, String> sink) throws IOException {
    for (int written = 0; records.hasNext(); ) {
      Mutation each = records.next();
      if (each.json() != null && !isExpired.test(each)) {
        sink.put(each.key(), each.json());
        if (++written % TOGETHER == 0) {
          file.force(false);
        }
      }
    }
    sink.create();
  }
}
