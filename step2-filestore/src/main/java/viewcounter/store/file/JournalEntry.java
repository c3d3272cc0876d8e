package viewcounter.store.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonPrimitive;
import viewcounter.store.engine.Mutation;

/**
 * A change, encoded by the thread that makes it, for the one that saves it.
 *
 * @param json its part of a journal's line, in UTF-8: key, colon and value
 */
record JournalEntry(Mutation change, byte[] json) {

  JournalEntry(Mutation change) {
    this(change, (new JsonPrimitive(change.key()) + ":" + change.json())
        .getBytes(UTF_8));
  }
}
