package viewcounter.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import com.google.gson.JsonSyntaxException;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import viewcounter.store.engine.Mutation;

/**
 * Changes that were saved together, as a line of JSON. It begins with a
 * checksum of the rest, so that a torn line is never taken for a whole one.
 */
final class JournalRecord {

  private static final String HEAD = "{\"crc\":\"%s\",\"changes\":";
  private static final int BODY = HEAD.formatted("12345678").length();
  private static final byte[] END = "}}\n".getBytes(UTF_8);

  private static final int DEPTH = 5_000; // Gson writes more than it reads

  private JournalRecord() {}

  /** The line, including the newline at its end. */
  static byte[] of(Collection<JournalEntry> changes) {
    int length = BODY + END.length;
    for (JournalEntry each : changes) {
      length += 1 + each.json().length;
    }
    ByteBuffer line = ByteBuffer.allocate(length).position(BODY);
    byte separator = '{';
    for (JournalEntry each : changes) {
      line.put(separator).put(each.json());
      separator = ',';
    }
    line.put(END);
    return line.put(0, head(line.array())).array();
  }

  static boolean isWhole(byte[] line) {
    return line.length > BODY && line[line.length - 1] == '\n'
        && Arrays.equals(line, 0, BODY, head(line), 0, BODY);
  }

  /** What the line begins with if it is whole. */
  private static byte[] head(byte[] line) {
    CRC32C checksum = new CRC32C();
    checksum.update(line, BODY, line.length - BODY);
    return HEAD.formatted(HexFormat.of().toHexDigits(
        (int) checksum.getValue())).getBytes(UTF_8);
  }

  /** Passes on all changes of a whole line, in order. */
  static void read(byte[] line, Consumer<Mutation> changes) {
    parsed(new String(line, UTF_8)).getAsJsonObject()
        .getAsJsonObject("changes").asMap().forEach((key, value) ->
            changes.accept(new Mutation(key,
                value.isJsonNull() ? null : value.toString())));
  }

  private static JsonElement parsed(String line) {
    try {
      JsonReader json = new JsonReader(new StringReader(line));
      json.setNestingLimit(DEPTH);
      JsonElement value = JsonParser.parseReader(json);
      if (json.peek() != JsonToken.END_DOCUMENT) {
        throw new JsonSyntaxException("Something follows");
      }
      return value;
    } catch (IOException e) {
      throw new JsonSyntaxException(e);
    }
  }
}
