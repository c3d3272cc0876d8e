package viewcounter.step2;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.zip.CRC32C;
import viewcounter.step1.StartupException;
import viewcounter.step2.Change.Key;

/**
 * The changes since the last checkpoint: a file to append to, one line of JSON
 * for each group of changes that was saved together. A line begins with the
 * checksum of its rest, so that half a line is never taken for a whole one.
 */
final class Journal implements Closeable {

  private final Path path;
  private final FileChannel file;

  Journal(Path path) throws IOException {
    this.path = path;
    this.file = FileChannel.open(path, CREATE, READ, WRITE);
  }

  /** Appends the changes; returns when the disk has them. */
  void append(Collection<Change> changes) throws IOException {
    String list = changes.stream().map(Journal::toJson)
        .collect(Collectors.joining(",", "[", "]"));
    ByteBuffer line = ByteBuffer.wrap((line(list) + "\n").getBytes(UTF_8));
    while (line.hasRemaining()) {
      file.write(line);
    }
    file.force(false);
  }

  /**
   * All changes in their order. A last line that is not whole is a write that
   * a crash cut short: nobody was told that it was saved, so it is cut off.
   *
   * @throws StartupException if there is more than one line that is not
   *     whole: that is no crash but damage, and the file is left as it is
   */
  List<Change> replay() throws IOException {
    List<Change> changes = new ArrayList<>();
    byte[] bytes = Files.readAllBytes(path);
    int whole = 0;
    for (int end; (end = indexOfNewline(bytes, whole)) >= 0; whole = end + 1) {
      String line = new String(bytes, whole, end - whole, UTF_8);
      if (!isWhole(line)) {
        break;
      }
      changes.addAll(changesIn(line));
    }
    int next = indexOfNewline(bytes, whole);
    if (next >= 0 && next < bytes.length - 1) {
      throw new StartupException(path + " is damaged after byte " + whole
          + ": put back a backup of its folder, or move the folder away to"
          + " start without its data.", null);
    }
    file.truncate(whole).position(whole);
    file.force(true);
    return changes;
  }

  private static int indexOfNewline(byte[] bytes, int from) {
    for (int i = from; i < bytes.length; i++) {
      if (bytes[i] == '\n') {
        return i;
      }
    }
    return -1;
  }

  long size() throws IOException {
    return file.size();
  }

  void clear() throws IOException {
    file.truncate(0);
    file.force(true);
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private static String toJson(Change change) {
    return "{\"table\":" + new JsonPrimitive(change.key().table())
        + ",\"key\":" + new JsonPrimitive(change.key().name())
        + ",\"value\":" + change.json() + "}";
  }

  private static String line(String changes) {
    CRC32C checksum = new CRC32C();
    checksum.update(changes.getBytes(UTF_8));
    return String.format("{\"crc\":\"%08x\",\"changes\":%s}",
        checksum.getValue(), changes);
  }

  private static boolean isWhole(String line) {
    int changes = line.indexOf('[');
    return changes > 0 && line.endsWith("}")
        && line.equals(line(line.substring(changes, line.length() - 1)));
  }

  private static List<Change> changesIn(String line) {
    List<Change> changes = new ArrayList<>();
    for (JsonElement each : JsonParser.parseString(line).getAsJsonObject()
        .getAsJsonArray("changes")) {
      JsonObject change = each.getAsJsonObject();
      JsonElement value = change.get("value");
      changes.add(new Change(new Key(change.get("table").getAsString(),
          change.get("key").getAsString()),
          value.isJsonNull() ? null : value.toString()));
    }
    return changes;
  }
}
