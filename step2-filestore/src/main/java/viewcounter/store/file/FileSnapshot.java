package viewcounter.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import viewcounter.launch.StartupException;
import viewcounter.store.engine.Mutation;

/** What is stored in a folder, even while a program is using it. */
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
        long newest = files.newestCheckpoint();
        try {
          Map<String, String> all = new TreeMap<>();
          forEach(files, newest, each -> all.put(each.key(), each.json()));
          return all;
        } catch (IOException | StartupException e) {
          if (attempt == ATTEMPTS || files.newestCheckpoint() == newest) {
            throw e;
          } // or its files were deleted meanwhile
        }
      }
    } catch (IOException e) {
      throw new StartupException("Cannot read " + folder, e);
    }
    return Map.of();
  }

  /**
   * Reads all records, in the order of their keys, and keeps none of them.
   * Reads first what may be deleted; an open checkpoint stays readable.
   */
  static void forEach(DataFiles files, long newest, Consumer<Mutation> reader)
      throws IOException {
    SortedMap<String, String> checkpoint = Checkpoint.open(files, newest);
    Map<String, Mutation> changes = new HashMap<>();
    Recovery.replay(files, newest, each -> changes.put(each.key(), each));
    if (files.newestCheckpoint() != newest) {
      throw new NoSuchFileException(files.checkpoint(newest).toString());
    }
    new MergeIterator(checkpoint, changes).forEachRemaining(each -> {
      if (each.json() != null) {
        reader.accept(each);
      }
    });
  }
}
