package viewcounter.store;

import java.util.Objects;

/**
 * What a key of a table holds from now on.
 *
 * @param json the value; null if the key was removed
 */
record Mutation(Key key, String json) {

  record Key(String table, String name) {

    Key {
      Objects.requireNonNull(name, "key");
    }
  }
}
