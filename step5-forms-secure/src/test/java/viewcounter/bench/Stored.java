package viewcounter.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;

/** A data folder of step 3 in which there is much already. */
final class Stored {

  private Stored() {}

  /** The cookie of a stored session. */
  static String cookie(int number) {
    return "session_cookie=" + id(number);
  }

  private static String id(int number) {
    return "%064x".formatted(number * 2654435761L);
  }

  /**
   * Writes a checkpoint as the store leaves it after a clean stop. (By the
   * store itself a million of each would take minutes.)
   */
  static Path folderWith(int users) throws IOException {
    Path folder = Files.createTempDirectory("stored");
    try (DB db = DBMaker.fileDB(folder.resolve("checkpoint-2.mapdb").toFile())
        .fileMmapEnable().make()) {
      long now = System.currentTimeMillis();
      Map<String, String> records = db.hashMap("all", Serializer.STRING,
          Serializer.STRING).create();
      for (int i = 0; i < users; i++) {
        records.put("users/user" + i,
            "{\"user\":\"user%d\",\"views\":0}".formatted(i));
        records.put("sessions/" + id(i), ("{\"created\":%d,\"accessed\":%d,"
            + "\"lastAccessed\":%d,\"attributes\":{\"user\":\"user%d\"}}")
            .formatted(now, now, now, i));
      }
    }
    return folder;
  }
}
