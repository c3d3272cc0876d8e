package viewcounter.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import viewcounter.store.Mutation.Key;

/**
 * Changes that were saved together, as a line of JSON. It begins with the
 * checksum of its rest, so that half a line is never taken for a whole one.
 */
final class JournalRecord {

  private JournalRecord() {}

  static String of(Collection<Mutation> changes) {
    return line(changes.stream().map(JournalRecord::toJson)
        .collect(Collectors.joining(",", "[", "]")));
  }

  private static String toJson(Mutation change) {
    return "{\"table\":" + new JsonPrimitive(change.key().table())
        + ",\"key\":" + new JsonPrimitive(change.key().name())
        + ",\"value\":" + change.json() + "}";
  }

  private static String line(String changes) {
    CRC32C checksum = new CRC32C();
    checksum.update(changes.getBytes(UTF_8));
    return "{\"crc\":\"" + HexFormat.of().toHexDigits(
        (int) checksum.getValue()) + "\",\"changes\":" + changes + "}";
  }

  static boolean isWhole(String line) {
    int changes = line.indexOf('[');
    return changes > 0 && line.endsWith("}")
        && line.equals(line(line.substring(changes, line.length() - 1)));
  }

  static List<Mutation> changesIn(String line) {
    List<Mutation> changes = new ArrayList<>();
    for (JsonElement each : JsonParser.parseString(line).getAsJsonObject()
        .getAsJsonArray("changes")) {
      JsonObject change = each.getAsJsonObject();
      JsonElement value = change.get("value");
      changes.add(new Mutation(new Key(change.get("table").getAsString(),
          change.get("key").getAsString()),
          value.isJsonNull() ? null : value.toString()));
    }
    return changes;
  }
}
