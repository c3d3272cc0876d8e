package viewcounter.story;

import java.util.List;

/**
 * Something that happened while an attack was carried out: an exchange with
 * the site, or else a note.
 *
 * @param who the person who did it; null if nobody did
 * @param note a sentence, or what follows the person's name; null for an
 *     exchange
 * @param request what was sent; null for a note
 * @param cookie the session cookie that went along, or that a note is about;
 *     null if there is none
 * @param answer what came back; null for a note
 * @param times how many requests like this one followed each other
 * @param varied whether the numbers in them differed
 */
public record Event(String who, String note, Request request, Cookie cookie,
    Response response, int times, boolean varied) {

  /**
   * A request.
   *
   * @param path where it was sent, with long values cut
   * @param typed what stood in the fields of the form
   * @param headers header lines that no browser sends by itself
   */
  public record Request(String method, String path, List<String> typed,
      List<String> headers) {}

  /**
   * A session cookie.
   *
   * @param owner who received it from the site; null if nobody did
   * @param id the beginning of its value
   */
  public record Cookie(String owner, String id) {}

  /**
   * A response.
   *
   * @param status its status code
   * @param to where it redirects to; null if it does not
   * @param begun the cookie of the session that it began; null if it did not
   * @param cleared whether it deleted the cookie
   * @param says the words of the page that matter
   */
  public record Response(int status, String to, Cookie begun, boolean cleared,
      String says) {}

  static Event note(String who, String text, Cookie cookie) {
    return new Event(who, text, null, cookie, null, 1, false);
  }

  /** Whether both fit on one line, as only their numbers differ. */
  boolean isLike(Event other) {
    return kind().equals(other.kind());
  }

  /** This one, the last of several that are like it, for all of them. */
  Event since(Event first, int count) {
    boolean same = request == null || request.equals(first.request());
    return new Event(who, note, same ? request : first.request(), cookie,
        same ? response : first.response(), count, !same);
  }

  private List<Object> kind() {
    return request == null ? List.of(masked(who), masked(note))
        : List.of(masked(who), request.method(), masked(request.path()),
            masked(request.typed() + "" + request.headers()),
            cookie == null ? "" : masked(cookie.owner()), response.status(),
            response.begun() == null, response.cleared(),
            masked(response.says()));
  }

  private static String masked(String text) {
    return String.valueOf(text).replaceAll("\\d+", "#");
  }
}
