package viewcounter.store;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import viewcounter.launch.Settings;
import viewcounter.launch.StartupException;
import viewcounter.store.database.DatabaseSnapshot;
import viewcounter.store.engine.Mutation;
import viewcounter.store.file.FileSnapshot;

/**
 * What is in the store of a step, expired or not, even while the step runs.
 * Reading it changes nothing.
 */
public final class StoreDump {

  private static final Pattern BCRYPT =
      Pattern.compile("(\\$\\w+)(\\$\\d\\d)\\$(.{22})(.{31})");

  private StoreDump() {}

  /**
   * All tables of the store that the settings name, as JSON.
   *
   * @throws StartupException if nothing is stored, or it cannot be read
   */
  public static String of(Settings settings) {
    return settings.database() == null ? at(settings.data())
        : toJson(DatabaseSnapshot.of(settings.database()),
            Settings.withoutPassword(settings.database()));
  }

  /** The same, for the store in a folder. */
  public static String at(Path folder) {
    return toJson(FileSnapshot.of(folder), folder.toString());
  }

  private static String toJson(Map<String, String> stored, String place) {
    if (stored.isEmpty()) {
      throw new StartupException("Nothing is stored in " + place + " yet:"
          + " start the step, and use it.", null);
    }
    JsonObject all = new JsonObject();
    stored.forEach((key, json) -> {
      Mutation record = new Mutation(key, json);
      if (!all.has(record.table())) {
        all.add(record.table(), new JsonObject());
      }
      all.getAsJsonObject(record.table()).add(record.keyInTable(),
          forPeople(JsonParser.parseString(json)));
    });
    return new GsonBuilder().setPrettyPrinting().disableHtmlEscaping()
        .create().toJson(all);
  }

  /** Shows times as dates, and a bcrypt hash in its parts. */
  private static JsonElement forPeople(JsonElement value) {
    if (value instanceof JsonObject object) {
      JsonObject readable = new JsonObject();
      object.entrySet().forEach(field ->
          readable.add(field.getKey(), forPeople(field.getValue())));
      return readable;
    }
    if (!(value instanceof JsonPrimitive part)) {
      return value;
    }
    Matcher hash = BCRYPT.matcher(part.getAsString());
    if (hash.matches()) {
      JsonObject parts = new JsonObject();
      parts.addProperty("kind", hash.group(1));
      parts.addProperty("cost", hash.group(2));
      parts.addProperty("salt", hash.group(3));
      parts.addProperty("hash", hash.group(4));
      return parts;
    }
    return part.isNumber() && part.getAsLong() > 1_000_000_000_000L
        ? new JsonPrimitive(
            Instant.ofEpochMilli(part.getAsLong()).toString()) : part;
  }
}
