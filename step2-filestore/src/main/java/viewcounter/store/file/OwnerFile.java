package viewcounter.store.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.file.StandardCopyOption.ATOMIC_MOVE;
import static viewcounter.store.engine.Owner.UNKNOWN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import viewcounter.store.engine.Owner;

/** The file {@code owner}, which says which step's data a folder has. */
final class OwnerFile {

  private OwnerFile() {}

  /**
   * Checks that a step may use a locked folder, and makes it the owner if there
   * is none.
   *
   * @throws viewcounter.launch.StartupException if it belongs to another step,
   *     as that file or the records show; nothing is changed then
   */
  static void claim(DataFiles files, Owner step) throws IOException {
    if (step.equals(UNKNOWN)) {
      return;
    }
    Path file = files.folder().resolve("owner");
    Owner named = Files.exists(file)
        ? Owner.of(Files.readString(file, ISO_8859_1)) : UNKNOWN;
    Owner owner = named.equals(UNKNOWN) ? ownerOfRecords(files) : named;
    if (named.equals(UNKNOWN) && step.canAdopt(owner)) {
      write(files, file, step.mark() + '\n');
    } else if (!owner.equals(step)) {
      throw step.refusal(owner, files.folder().toString(), "DATA_DIR");
    }
  }

  private static Owner ownerOfRecords(DataFiles files) throws IOException {
    AtomicReference<Owner> owner = new AtomicReference<>(UNKNOWN);
    FileSnapshot.forEach(files, files.newestCheckpoint(), each ->
        owner.accumulateAndGet(Owner.of(each), Owner::or));
    return owner.get();
  }

  /** A crash leaves either no such file or a whole one. */
  private static void write(DataFiles files, Path file, String mark)
      throws IOException {
    Path next = files.folder().resolve("owner.next");
    try (FileChannel channel = DataFiles.open(next)) {
      channel.truncate(0) // what a crash has left
          .write(ByteBuffer.wrap(mark.getBytes(ISO_8859_1)));
      channel.force(true);
    }
    Files.move(next, file, ATOMIC_MOVE);
    files.force();
  }
}
