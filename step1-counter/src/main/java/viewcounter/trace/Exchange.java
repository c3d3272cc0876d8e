package viewcounter.trace;

import java.util.List;
import java.util.Map;

/**
 * One request and its response.
 *
 * @param client the IP address and the port of the connection
 * @param method the method of the request
 * @param path its path as it came; a query may be secret, so that only its
 *     question mark is shown
 * @param headers those of the request
 * @param session what happened to the session; null if none was involved
 * @param changes what the request changed in the store, in order
 * @param status the status of the response
 * @param headersSent those of the response
 */
public record Exchange(String client, String method, String path,
    List<Header> headers, Session session, List<Change> changes, int status,
    List<Header> headersSent) {

  /** What a request did with a session. */
  public enum SessionState {
    /** The request began a new one. */
    BEGUN,
    /** The cookie belongs to one. */
    FOUND,
    /** The request ended the one of its cookie. */
    ENDED,
    /** The cookie belongs to no session. */
    UNKNOWN
  }

  /**
   * The session of a request, when its response was ready.
   *
   * @param key its key in the store; null if there is no such session
   * @param attributes what the server remembers in it
   */
  public record Session(SessionState state, String key,
      Map<String, Object> attributes) {}

  /** A header of a request or a response. */
  public record Header(String name, String value) {}

  /**
   * A change of what is stored.
   *
   * @param json what is stored from now on; null if it was removed
   */
  public record Change(String table, String key, String json) {}

  /** The values of a header of the request. */
  public List<String> received(String name) {
    return values(headers, name);
  }

  /** The values of a header of the response. */
  public List<String> sent(String name) {
    return values(headersSent, name);
  }

  private static List<String> values(List<Header> headers, String name) {
    return headers.stream()
        .filter(header -> header.name().equalsIgnoreCase(name))
        .map(Header::value).toList();
  }
}
