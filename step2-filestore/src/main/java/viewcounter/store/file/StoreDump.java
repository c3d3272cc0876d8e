package viewcounter.store.file;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import viewcounter.launch.StartupException;

/** What is in the store of a step, even while the step runs. */
public final class StoreDump {

  private static final Pattern BCRYPT =
      Pattern.compile("(\\$\\w+)(\\$\\d\\d)\\$(.{22})(.{31})");

  private static final int ATTEMPTS = 3;

  private final Map<String, Map<String, String>> tables = new TreeMap<>();

  private StoreDump() {}

  /**
   * All tables as JSON, as they were at one recent moment.
   *
   * @throws StartupException if nothing is stored, or it cannot be read
   */
  public static String at(Path folder) {
    DataFiles files = new DataFiles(folder);
    try {
      for (int attempt = 0; Files.isDirectory(folder); attempt++) {
        NavigableSet<Long> checkpoints = files.checkpoints();
        if (checkpoints.isEmpty() && files.journals().isEmpty()) {
          break;
        }
        try {
          return read(files,
              checkpoints.isEmpty() ? 0 : checkpoints.last()).toJson();
        } catch (NoSuchFileException e) { // a newer checkpoint was made
          if (attempt == ATTEMPTS) {
            throw e;
          }
        }
      }
    } catch (IOException e) {
      throw new StartupException("Cannot read " + folder, e);
    }
    throw new StartupException("Nothing is stored in " + folder + " yet:"
        + " start the step, and use it.", null);
  }

  private static StoreDump read(DataFiles files, long checkpoint)
      throws IOException {
    Set<Long> journals = files.journals().tailSet(checkpoint);
    StoreDump dump = new StoreDump();
    if (checkpoint > 0) {
      Checkpoint.open(files.checkpoint(checkpoint)).forEach(dump::apply);
    }
    for (long journal : journals) {
      Journal.replay(files.journal(journal),
          change -> dump.apply(change.key(), change.json()));
    }
    return dump;
  }

  private void apply(String key, String json) {
    int slash = key.indexOf('/');
    Map<String, String> table = tables.computeIfAbsent(
        key.substring(0, slash), name -> new TreeMap<>());
    if (json == null) {
      table.remove(key.substring(slash + 1));
    } else {
      table.put(key.substring(slash + 1), json);
    }
  }

  private String toJson() {
    JsonObject all = new JsonObject();
    tables.forEach((name, records) -> {
      JsonObject table = new JsonObject();
      records.forEach((key, json) ->
          table.add(key, forPeople(JsonParser.parseString(json))));
      all.add(name, table);
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
