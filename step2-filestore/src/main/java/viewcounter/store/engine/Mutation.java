package viewcounter.store.engine;

/**
 * A change: what a key holds from now on.
 *
 * @param key the name of a table, a slash, and the key in that table
 * @param json the value; null if there is none
 * @param value the object that this JSON was made from; null if not known
 * @param expires when it expires, in milliseconds since 1970
 */
public record Mutation(String key, String json, Object value, long expires) {

  /** Does not expire. */
  public static final long NEVER = Long.MAX_VALUE;

  /** A value that was read; with null, the removal of a key. */
  public Mutation(String key, String json) {
    this(key, json, null, NEVER);
  }

  /** Whether it is in this table. */
  public boolean isIn(String table) {
    return key.startsWith(table + '/');
  }

  /** The name of the table. */
  public String table() {
    return key.substring(0, key.indexOf('/'));
  }

  /** The key in that table. */
  public String keyInTable() {
    return key.substring(key.indexOf('/') + 1);
  }
}
