package viewcounter.session;

import java.util.Map;

/**
 * A session as the store keeps it.
 *
 * @param created when it began, in milliseconds since 1970
 * @param accessed when it was last saved, in milliseconds since 1970
 * @param lastAccessed when the request before that came, in milliseconds since
 *     1970
 */
record StoredSession(long created, long accessed, long lastAccessed,
    Map<String, Object> attributes) {}
