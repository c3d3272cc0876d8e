package viewcounter.store;

/**
 * A change: what a key holds from now on.
 *
 * @param key the name of a table, a slash, and the key in that table
 * @param json the value; null if there is none
 * @param value the object that this JSON was made from; null if not known
 */
record Mutation(String key, String json, Object value) {

  Mutation(String key, String json) {
    this(key, json, null);
  }
}
