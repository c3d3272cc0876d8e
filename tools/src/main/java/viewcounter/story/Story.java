package viewcounter.story;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import viewcounter.story.Event.Cookie;
import viewcounter.story.Event.Request;
import viewcounter.story.Event.Response;

/**
 * What people do on a site, and what it answers, in this order. An attack
 * writes it while it is carried out.
 */
public final class Story {

  /** Step 5's other cookies: no story follows them. */
  public static final Set<String> OTHER_COOKIES =
      Set.of("__Host-device", "__Host-bound");

  private static final int LONGEST_BLOCK = 4;
  private static final int FEWEST = 3; // that are folded
  private static final Pattern SET_COOKIE = Pattern.compile(
      "(?!" + String.join("|", OTHER_COOKIES) + ")[^=]+=(?<value>[^;]*).*");

  private final List<Event> events = new ArrayList<>();
  private final Map<String, String> owners = new HashMap<>();

  /** Adds what nobody in particular did. */
  public void note(String sentence) {
    note(null, sentence);
  }

  /** Adds what somebody did other than to send a request. */
  public synchronized void note(String who, String text) {
    events.add(Event.note(who, text, null));
  }

  /** Adds that somebody's cookie has got into the browser of another one. */
  public synchronized void cookieMoved(String from, String to, String value) {
    Cookie cookie = cookie(value);
    events.add(Event.note(null, from + "'s cookie " + cookie.id()
        + " is now in " + to + "'s browser, too.", cookie));
  }

  /**
   * Adds an exchange with the site.
   *
   * @param cookie the value of the cookie that went along; null if none did
   * @param setCookies the Set-Cookie headers of the response
   * @param page the body of the response
   */
  public synchronized void exchange(String who, Request request,
      String cookie, int status, String location, List<String> setCookies,
      String page) {
    Cookie sent = cookie == null ? null : cookie(cookie);
    Cookie begun = null;
    boolean cleared = false;
    for (String header : setCookies) {
      Matcher parts = SET_COOKIE.matcher(header);
      if (parts.matches() && parts.group("value").isEmpty()) {
        cleared = true;
      } else if (parts.matches()) {
        owners.putIfAbsent(parts.group("value"), who);
        begun = cookie(parts.group("value"));
      }
    }
    events.add(new Event(who, null, new Request(request.method(),
        Excerpt.cut(request.path()),
        request.typed().stream().distinct().map(Excerpt::shown).toList(),
        request.headers()), sent,
        new Response(status, location, begun, cleared && begun == null,
            Excerpt.ofPage(page)), 1, false));
  }

  /** A cookie by its value, with who received it from the site. */
  private Cookie cookie(String value) {
    return new Cookie(owners.get(value), Excerpt.cut(value));
  }

  /** What happened, with repetitions folded. */
  public synchronized List<Event> events() {
    List<Event> folded = new ArrayList<>();
    for (int i = 0; i < events.size(); ) {
      int length = 1;
      int times = timesAt(i, length);
      while (times < FEWEST && length < LONGEST_BLOCK) {
        times = timesAt(i, ++length);
      }
      if (times < FEWEST) {
        length = 1;
        times = 1;
      }
      if (length == 1) {
        folded.add(events.get(i + times - 1).since(events.get(i), times));
      } else {
        folded.addAll(events.subList(i, i + length));
        folded.add(Event.note(null, "The last " + length + " lines happen "
            + (times - 1) + " more times.", null));
      }
      i += length * times;
    }
    return folded;
  }

  /** How often what begins here, and has this length, is repeated. */
  private int timesAt(int start, int length) {
    int i = start + length;
    while (i + length <= events.size()
        && areAlike(i - length, i, length)) {
      i += length;
    }
    return (i - start) / length;
  }

  private boolean areAlike(int one, int other, int length) {
    for (int i = 0; i < length; i++) {
      if (!events.get(one + i).isLike(events.get(other + i))) {
        return false;
      }
    }
    return true;
  }
}
