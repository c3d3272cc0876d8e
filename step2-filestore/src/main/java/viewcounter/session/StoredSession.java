package viewcounter.session;

import java.util.Map;
import org.eclipse.jetty.session.SessionData;
import viewcounter.web.SessionPolicy;

/**
 * A session as the store keeps it.
 *
 * @param created when it began, in milliseconds since 1970
 * @param accessed when it was last saved, in milliseconds since 1970
 * @param lastAccessed when the previous request came, in milliseconds since
 *     1970
 */
record StoredSession(long created, long accessed, long lastAccessed,
    Map<String, Object> attributes) {

  static StoredSession of(SessionData data, long now) {
    return new StoredSession(data.getCreated(), now, data.getLastAccessed(),
        JsonAttributes.copyOf(data.getAllAttributes()));
  }

  long expires(SessionPolicy policy) {
    return Math.min(accessed + policy.idle().toMillis(),
        created + policy.absolute().toMillis());
  }
}
