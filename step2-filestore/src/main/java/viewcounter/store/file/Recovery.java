package viewcounter.store.file;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import viewcounter.store.engine.Mutation;

/**
 * Where a store goes on after a stop, a crash, or nothing at all.
 *
 * @param journal the number of the journal to continue
 * @param end the length of its whole lines, in bytes
 */
record Recovery(long journal, long end) {

  /**
   * Reads the journals that a checkpoint does not contain, and changes no file.
   * Only the last one with any content may end in a torn line.
   *
   * @param checkpoint its number, or 0 if there is none
   * @throws viewcounter.launch.StartupException if a journal is damaged
   */
  static Recovery replay(DataFiles files, long checkpoint,
      Consumer<Mutation> changes) throws IOException {
    Recovery last = new Recovery(Math.max(1, checkpoint), 0);
    Path torn = null;
    for (long each : files.journals().tailSet(last.journal())) {
      Path file = files.journal(each);
      if (Files.size(file) > 0) {
        if (torn != null) {
          throw DataFiles.damaged(torn, " at its end", null);
        }
        last = new Recovery(each, Journal.replay(file, changes));
        torn = last.end() < Files.size(file) ? file : null;
      }
    }
    return last;
  }
}
