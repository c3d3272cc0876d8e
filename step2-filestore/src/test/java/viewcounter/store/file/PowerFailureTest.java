package viewcounter.store.file;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.persistence.StoreException;
import viewcounter.persistence.UnitOfWork;
import viewcounter.launch.OwnerOnly;
import viewcounter.store.Store;
import viewcounter.store.file.FaultyDisk.Operation;

/**
 * A kill leaves what the program wrote; a power failure does not. Of what was
 * not forced, the disk may have all, some, half or nothing.
 */
class PowerFailureTest {

  record Count(int value, String text) {}

  /** After so many operations, that much was acknowledged. */
  record Acknowledged(int operations, int value) {}

  @TempDir
  Path folder;

  private final FaultyDisk disk = new FaultyDisk();
  private final List<Acknowledged> acknowledged = new ArrayList<>();

  @Test
  void confirmed_changes_survive_it_at_any_moment() throws IOException {
    try (Store store = disk.open(folder.resolve("recorded"))) {
      count(store, 1, "short");
      count(store, 2, "a longer text");
      disk.fill(); // half of this is written
      assertThrows(StoreException.class, () -> count(store, 3, "a".repeat(99)));
      disk.work();
      count(store, 4, "");
      disk.fail(); // all of this is written, but not forced
      assertThrows(StoreException.class, () -> count(store, 5, "a".repeat(99)));
      disk.work();
      count(store, 6, "");
      count(store, 7, "short");
    }
    List<Operation> operations = disk.operations();
    int images = 0;
    for (int crash = 0; crash <= operations.size(); crash++) {
      for (List<Operation> kept : whatMayBeKept(operations, crash)) {
        assertKeepsWhatWasAcknowledged(kept, crash, images++);
      }
    }
    assertTrue(images > 50, images + " images");
  }

  private void count(Store store, int value, String text) {
    UnitOfWork work = store.begin();
    store.table("counts", Count.class).put("jane", new Count(value, text));
    work.awaitSaved();
    acknowledged.add(
        new Acknowledged(disk.operations().size(), value));
  }

  private static Set<List<Operation>> whatMayBeKept(List<Operation> all,
      int crash) {
    int forced = crash;
    while (forced > 0 && !all.get(forced - 1).isForce()) {
      forced--;
    }
    List<Operation> sure = all.subList(0, forced);
    List<Operation> unsure = all.subList(forced, crash);
    Set<List<Operation>> images = new LinkedHashSet<>();
    for (int subset = 0; subset < 1 << unsure.size(); subset++) {
      List<Operation> kept = new ArrayList<>(sure);
      for (int i = 0; i < unsure.size(); i++) {
        if ((subset >> i & 1) == 1) {
          kept.add(unsure.get(i));
        }
      }
      images.add(kept);
      Operation last = kept.isEmpty() ? null : kept.get(kept.size() - 1);
      if (kept.size() > sure.size() && last.bytes() != null) {
        for (int part = 1; part <= 4; part++) {
          images.add(withLastCutTo(kept, last.bytes().length * part / 5));
          images.add(withLastFrom(kept, last.bytes().length * part / 5));
        }
      }
    }
    return images;
  }

  private static List<Operation> withLastCutTo(List<Operation> kept,
      int length) {
    List<Operation> cut = new ArrayList<>(kept);
    Operation last = cut.remove(cut.size() - 1);
    cut.add(new Operation(last.position(),
        Arrays.copyOf(last.bytes(), length), false));
    return cut;
  }

  /** The end of a write may be on disk without its beginning. */
  private static List<Operation> withLastFrom(List<Operation> kept,
      int first) {
    List<Operation> cut = new ArrayList<>(kept);
    Operation last = cut.remove(cut.size() - 1);
    cut.add(new Operation(last.position() + first, Arrays
        .copyOfRange(last.bytes(), first, last.bytes().length), false));
    return cut;
  }

  private void assertKeepsWhatWasAcknowledged(List<Operation> kept,
      int crash, int image) throws IOException {
    Path data = Files.createDirectory(folder.resolve("image" + image),
        OwnerOnly.folder());
    try (RandomAccessFile file = new RandomAccessFile(
        data.resolve("journal-1.jsonl").toFile(), "rw")) {
      for (Operation operation : kept) {
        if (operation.bytes() != null) {
          file.seek(operation.position());
          file.write(operation.bytes());
        } else if (!operation.isForce()
            && operation.position() < file.length()) {
          file.setLength(operation.position());
        }
      }
    }
    int least = acknowledged.stream()
        .filter(each -> each.operations() <= crash)
        .mapToInt(Acknowledged::value).max().orElse(0);
    try (Store store = Store.open(data)) {
      Count found = store.table("counts", Count.class).get("jane");
      assertTrue((found == null ? 0 : found.value()) >= least, "After "
          + crash + " operations " + least + " was acknowledged, but there is "
          + found);
      store.table("counts", Count.class).put("jane", new Count(100, ""));
    }
    try (Store store = Store.open(data)) {
      assertTrue(store.table("counts", Count.class).get("jane").value() == 100,
          "It went on after " + kept);
    }
  }
}
