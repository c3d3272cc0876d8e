package viewcounter.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.mapdb.DB;
import org.mapdb.DBMaker;
import org.mapdb.Serializer;
import viewcounter.launch.StartupException;
import viewcounter.store.Mutation.Key;

/** What the store of a step holds, also while the step runs. */
public final class StoreDump {

  private static final Pattern BCRYPT =
      Pattern.compile("(\\$\\w+)(\\$\\d\\d)\\$(.{22})(.{31})");

  private final Map<String, Map<String, String>> tables = new TreeMap<>();

  private StoreDump() {}

  /**
   * All tables as JSON, at about this moment.
   *
   * @throws StartupException if there is nothing, or it cannot be read
   */
  public static String at(Path folder) {
    if (!Files.exists(folder.resolve("journal.jsonl"))) {
      throw new StartupException("Nothing is stored in " + folder + " yet:"
          + " start the step, and use it.", null);
    }
    StoreDump dump = new StoreDump();
    try {
      dump.readCheckpoint(folder.resolve("checkpoint.mapdb"));
      dump.readJournal(folder.resolve("earlier-journal.jsonl"));
      dump.readJournal(folder.resolve("journal.jsonl"));
    } catch (IOException e) {
      throw new StartupException("Cannot read " + folder, e);
    }
    return dump.toJson();
  }

  private void readCheckpoint(Path file) {
    if (Files.exists(file)) {
      try (DB db = DBMaker.fileDB(file.toFile()).fileChannelEnable()
          .fileLockDisable().readOnly().make()) {
        for (String table : db.getAllNames()) {
          table(table).putAll(db.hashMap(table, Serializer.STRING,
              Serializer.STRING).open());
        }
      }
    }
  }

  private void readJournal(Path file) throws IOException {
    if (Files.exists(file)) {
      String text = new String(Files.readAllBytes(file), UTF_8);
      text.lines().takeWhile(JournalRecord::isWhole)
          .flatMap(line -> JournalRecord.changesIn(line).stream())
          .forEach(change -> apply(change.key(), change.json()));
    }
  }

  private void apply(Key key, String json) {
    if (json == null) {
      table(key.table()).remove(key.name());
    } else {
      table(key.table()).put(key.name(), json);
    }
  }

  private Map<String, String> table(String name) {
    return tables.computeIfAbsent(name, table -> new TreeMap<>());
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

  /** Times as dates, and a hash in its parts. */
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
