package viewcounter.store;

import static java.nio.file.StandardOpenOption.READ;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of a store, which have numbers. Checkpoint 7 holds all that the
 * journals before number 7 hold, so these are not needed any more.
 */
record DataFiles(Path folder) {

  Path journal(long number) {
    return folder.resolve("journal-" + number + ".jsonl");
  }

  Path checkpoint(long number) {
    return folder.resolve("checkpoint-" + number + ".mapdb");
  }

  /** The numbers of the checkpoints, which are one or none if no crash came. */
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

  /** Deletes what this checkpoint, which is on disk, makes superfluous. */
  void deleteBefore(long checkpoint) throws IOException {
    for (long number : journals().headSet(checkpoint)) {
      Files.delete(journal(number));
    }
    for (long number : checkpoints().headSet(checkpoint)) {
      Files.delete(checkpoint(number));
    }
  }

  /** Hides a file from the system's other users, where it has such rights. */
  static void hide(Path file) throws IOException {
    try {
      Files.setPosixFilePermissions(file,
          PosixFilePermissions.fromString("rw-------"));
    } catch (UnsupportedOperationException e) {
      // Windows: what is in a user's folder is theirs alone
    }
  }

  /** Makes the names in the folder durable, where the system can do that. */
  void force() throws IOException {
    if (System.getProperty("os.name").startsWith("Windows")) {
      return; // it opens no folders: its NTFS keeps a journal of the names
    }
    try (FileChannel names = FileChannel.open(folder, READ)) {
      names.force(true);
    }
  }
}
