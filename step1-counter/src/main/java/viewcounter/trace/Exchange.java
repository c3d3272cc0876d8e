package viewcounter.trace;

import java.util.List;

/**
 * One request and its answer.
 *
 * @param method the method of the request
 * @param path its path as it came
 * @param query what followed the path after a question mark; null if nothing
 * @param cookie the Cookie header that came; null if none did
 * @param session what became of the session; null if none was of use
 * @param changes what the request changed in the store, in this order
 * @param cookiesSent the Set-Cookie headers of the answer
 * @param status the status of the answer
 */
public record Exchange(String method, String path, String query, String cookie,
    SessionState session, List<Change> changes, List<String> cookiesSent,
    int status) {

  /** What a request did with a session. */
  public enum SessionState {
    /** The request began a new one. */
    BEGUN,
    /** The cookie that came belongs to one. */
    FOUND,
    /** The request ended the one of its cookie. */
    ENDED,
    /** The cookie that came belongs to no session. */
    UNKNOWN
  }

  /**
   * A change of what is stored.
   *
   * @param json what is stored from now on; null if it was removed
   */
  public record Change(String table, String key, String json) {}
}
