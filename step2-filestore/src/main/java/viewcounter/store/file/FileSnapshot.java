package viewcounter.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.TreeMap;
import viewcounter.launch.StartupException;

/** What is stored in a folder, even while a program is writing there. */
public final class FileSnapshot {

  private static final int ATTEMPTS = 4;

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
      for (int attempt = 1; Files.isDirectory(folder); attempt++) {
        try {
          return read(files, newest(files.checkpoints()));
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

  /** Reads first what may be deleted; an open checkpoint stays readable. */
  private static Map<String, String> read(DataFiles files, long checkpoint)
      throws IOException {
    Path file = files.checkpoint(checkpoint);
    Map<String, String> before =
        checkpoint == 0 ? Map.of() : Checkpoint.open(file);
    Map<String, String> all = new TreeMap<>();
    for (long journal : files.journals().tailSet(checkpoint)) {
      Journal.replay(files.journal(journal),
          change -> all.put(change.key(), change.json()));
    }
    if (newest(files.checkpoints()) != checkpoint) {
      throw new NoSuchFileException(file.toString());
    }
    before.forEach((key, json) -> {
      if (!all.containsKey(key)) {
        all.put(key, json);
      }
    });
    all.values().removeIf(Objects::isNull);
    return all;
  }
}
