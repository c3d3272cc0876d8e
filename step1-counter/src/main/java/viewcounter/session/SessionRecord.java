package viewcounter.session;

import java.util.Map;

/**
 * A session as it is stored. Its attributes never change.
 *
 * @param created when it began, in milliseconds since 1970
 * @param accessed when it was last saved, in milliseconds since 1970
 * @param attributes what the server remembers about its visitor
 */
public record SessionRecord(long created, long accessed,
    Map<String, Object> attributes) {

  /** When it expires if it is not used again, in milliseconds since 1970. */
  public long expires(SessionPolicy policy) {
    return Math.min(accessed + policy.idle().toMillis(),
        created + policy.absolute().toMillis());
  }
}
