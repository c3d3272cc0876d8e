package viewcounter.store.file;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import viewcounter.launch.OwnerOnly;
import viewcounter.launch.StartupException;

/**
 * The numbered files of a store. Checkpoint 7 contains everything from the
 * journals before number 7, so these are no longer needed.
 */
record DataFiles(Path folder) {

  Path journal(long number) {
    return folder.resolve("journal-" + number + ".jsonl");
  }

  Path checkpoint(long number) {
    return folder.resolve("checkpoint-" + number + ".mapdb");
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

  /** Deletes the files that are obsolete once this checkpoint is on disk. */
  void deleteBefore(long checkpoint) throws IOException {
    for (long number : journals().headSet(checkpoint)) {
      Files.delete(journal(number));
    }
    for (long number : checkpoints().headSet(checkpoint)) {
      Files.delete(checkpoint(number));
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
    }
  }

  static StartupException damaged(Path file, String where, Throwable cause) {
    return new StartupException(file + " is damaged" + where
        + ": restore a backup of its folder, or move the folder away to"
        + " start without its data.", cause);
  }
}
