package viewcounter.store.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import viewcounter.launch.OwnerOnly;
import viewcounter.launch.StartupException;

/**
 * The numbered files of a store. Checkpoint 7 contains everything from the
 * journals before number 7, so these are no longer needed.
 */
record DataFiles(Path folder) {

  private static final Logger LOG = LoggerFactory.getLogger(DataFiles.class);
  private static final AtomicBoolean WARNED = new AtomicBoolean();

  Path journal(long number) {
    return folder.resolve("journal-" + number + ".jsonl");
  }

  Path checkpoint(long number) {
    return folder.resolve("checkpoint-" + number + ".mapdb");
  }

  /** The number of the newest checkpoint; 0 if there is none. */
  long newestCheckpoint() throws IOException {
    NavigableSet<Long> numbers = checkpoints();
    return numbers.isEmpty() ? 0 : numbers.last();
  }

  /** The numbers of the checkpoints; a crash can leave more than one. */
  NavigableSet<Long> checkpoints() throws IOException {
    return numbers("checkpoint-(\\d+)\\.mapdb");
  }

  /** The numbers of the journals, in the order in which they were written. */
  NavigableSet<Long> journals() throws IOException {
    return numbers("journal-(\\d+)\\.jsonl");
  }

  private NavigableSet<Long> numbers(String name) throws IOException {
    NavigableSet<Long> numbers = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files.map(Path::getFileName).map(Path::toString)
          .map(Pattern.compile(name)::matcher).filter(Matcher::matches)
          .forEach(found -> numbers.add(Long.valueOf(found.group(1))));
    }
    return numbers;
  }

  /**
   * Deletes the files that are obsolete once this checkpoint is on disk.
   * Windows cannot delete a file while it is mapped: that is tried again after
   * the next checkpoint.
   */
  void deleteBefore(long checkpoint) throws IOException {
    for (long number : journals().headSet(checkpoint)) {
      journal(number).toFile().delete();
    }
    for (long number : checkpoints().headSet(checkpoint)) {
      checkpoint(number).toFile().delete();
    }
  }

  /** Opens a file to write to; only its owner may read a new one. */
  static FileChannel open(Path file) throws IOException {
    return FileChannel.open(file, Set.of(CREATE, WRITE), OwnerOnly.file());
  }

  /** Forces the folder's list of names to disk, if the system can do that. */
  void force() throws IOException {
    if (System.getProperty("os.name").startsWith("Windows")) {
      return; // it cannot open folders, but NTFS keeps a journal of names
    }
    try (FileChannel names = FileChannel.open(folder, READ)) {
      names.force(true);
    } catch (IOException e) {
      if (!"Invalid argument".equals(e.getMessage())) { // EINVAL
        throw e;
      }
      if (WARNED.compareAndSet(false, true)) {
        LOG.warn("The file system of {} cannot force folders to disk: after a"
            + " power failure, new files may be missing", folder);
      }
    }
  }

  static StartupException unusable(Path folder, IOException e) {
    return new StartupException("Cannot read and write the data folder "
        + folder + " (" + (e instanceof AccessDeniedException
            ? "permission denied" : e.getMessage()) + "). Make it writable,"
        + " or choose another one with the environment variable DATA_DIR.", e);
  }

  static StartupException damaged(Path file, String where, Throwable cause) {
    return new StartupException(file + " is damaged" + where
        + ": restore a backup of its folder, or move the folder away to"
        + " start without its data.", cause);
  }
}
