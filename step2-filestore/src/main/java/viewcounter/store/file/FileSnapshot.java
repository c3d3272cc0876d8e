package viewcounter.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import viewcounter.launch.StartupException;

/** What is stored in a folder, read beside the program that writes there. */
public final class FileSnapshot {

  private static final int ATTEMPTS = 3;

  private FileSnapshot() {}

  /**
   * The JSON under each key, as it was at one recent moment; empty if nothing
   * is stored. It locks nothing, and changes nothing.
   *
   * @throws StartupException if it cannot be read
   */
  public static Map<String, String> of(Path folder) {
    DataFiles files = new DataFiles(folder);
    try {
      for (int attempt = 0; Files.isDirectory(folder); attempt++) {
        long checkpoint = newest(files.checkpoints());
        try {
          Map<String, String> all = read(files, checkpoint);
          if (newest(files.checkpoints()) == checkpoint) {
            return all;
          }
        } catch (NoSuchFileException e) { // a newer checkpoint was made
          if (attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw new StartupException("Cannot read " + folder, e);
    }
    return Map.of();
  }

  private static long newest(NavigableSet<Long> checkpoints) {
    return checkpoints.isEmpty() ? 0 : checkpoints.last();
  }

  private static Map<String, String> read(DataFiles files, long checkpoint)
      throws IOException {
    Set<Long> journals = files.journals().tailSet(checkpoint);
    Map<String, String> all = new TreeMap<>();
    if (checkpoint > 0) {
      all.putAll(Checkpoint.open(files.checkpoint(checkpoint)));
    }
    for (long journal : journals) {
      Journal.replay(files.journal(journal), change -> {
        if (change.json() == null) {
          all.remove(change.key());
        } else {
          all.put(change.key(), change.json());
        }
      });
    }
    return all;
  }
}
