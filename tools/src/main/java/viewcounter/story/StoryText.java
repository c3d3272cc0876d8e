package viewcounter.story;

import java.util.ArrayList;
import java.util.List;
import viewcounter.story.Event.Cookie;
import viewcounter.story.Event.Response;

/** A story in words, each event in a line that is wrapped at 80 columns. */
public final class StoryText {

  private static final int WIDTH = 80;
  private static final String MARGIN = "  ";

  private StoryText() {}

  /** The lines of all events. */
  public static List<String> lines(List<Event> events) {
    return events.stream().flatMap(event ->
        wrapped(MARGIN, sentence(event)).stream()).toList();
  }

  /** The same, without the requests: what two steps may have in common. */
  public static List<String> outline(List<Event> events) {
    return events.stream().map(event -> event.request() == null
        ? sentence(event) : event.who() + " " + cookie(event) + " "
            + result(event.response()))
        .map(line -> line.replaceAll("\\b[0-9a-f]{8}\\b", "")).toList();
  }

  private static String sentence(Event event) {
    return event.request() != null
        ? event.who() + ": " + request(event) + " -> "
            + result(event.response())
        : event.who() == null ? event.note()
            : event.who() + " " + event.note() + ".";
  }

  private static String request(Event event) {
    List<String> with = new ArrayList<>(event.request().headers());
    if (!event.request().typed().isEmpty()) {
      with.add(0, "\"" + String.join("\", \"", event.request().typed())
          + "\"");
    }
    if (event.cookie() != null) {
      with.add(cookie(event));
    }
    return event.request().method() + " " + event.request().path()
        + (with.isEmpty() ? "" : " with " + String.join(", ", with))
        + (event.times() == 1 ? "" : event.varied()
            ? " (and " + (event.times() - 1) + " more like it)"
            : ", " + event.times() + " times");
  }

  /** Somebody else's cookie is the one that matters. */
  private static String cookie(Event event) {
    Cookie cookie = event.cookie();
    return cookie == null ? "" : (cookie.owner() == null
        ? "the made-up cookie " : cookie.owner().equals(event.who())
            ? "cookie " : cookie.owner() + "'s cookie ") + cookie.id();
  }

  private static String result(Response response) {
    return response.status()
        + (response.to() == null ? "" : " to " + response.to())
        + (response.begun() == null ? ""
            : ", new cookie " + response.begun().id())
        + (response.cleared() ? ", cookie deleted" : "")
        + (response.says().isEmpty() || isGreeting(response) ? ""
            : ": " + response.says());
  }

  /** A page that begins a session says nothing more, unless it counts. */
  private static boolean isGreeting(Response response) {
    return response.begun() != null && !response.says().matches(".*\\d.*");
  }

  /** A sentence in as many lines as it needs. */
  public static List<String> wrapped(String margin, String sentence) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder(margin);
    for (String word : sentence.split(" ")) {
      if (line.length() + word.length() > WIDTH && !line.isEmpty()) {
        lines.add(line.toString().stripTrailing());
        line = new StringBuilder(margin.isEmpty() ? "" : margin + MARGIN
            + MARGIN);
      }
      line.append(word).append(' ');
    }
    lines.add(line.toString().stripTrailing());
    return lines;
  }
}
