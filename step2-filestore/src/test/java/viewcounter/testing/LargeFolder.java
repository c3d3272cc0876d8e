package viewcounter.testing;

import static org.mapdb.Serializer.STRING;

import java.nio.file.Path;
import java.util.SortedMap;
import org.mapdb.SortedTableMap;
import org.mapdb.volume.FileChannelVol;
import org.mapdb.volume.Volume;

/**
 * A data folder as the store leaves it after a stop, but without an owner.
 * Through the store, a million records would take minutes.
 */
public final class LargeFolder {

  private LargeFolder() {}

  /** @param records the JSON under each key, such as users/jane */
  public static void fill(Path folder, SortedMap<String, String> records) {
    try (Volume file = FileChannelVol.FACTORY.makeVolume(
        folder.resolve("checkpoint-2.mapdb").toString(), false)) {
      SortedTableMap.create(file, STRING, STRING).nodeSize(1)
          .createFrom(records);
    }
  }
}
