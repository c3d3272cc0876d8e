package viewcounter.lab;

import java.util.ArrayList;
import java.util.List;
import viewcounter.story.Event;
import viewcounter.story.Event.Request;

/** How to do by hand what a story tells: what to type in whose browser. */
final class TryIt {

  private static final String SITE = "http://localhost:3000";

  private TryIt() {}

  static List<String> instructions(int step, List<Event> story) {
    List<String> lines = new ArrayList<>();
    lines.add("In a terminal: ./course run " + step);
    List<String> people = story.stream()
        .filter(event -> event.request() != null)
        .map(Event::who).distinct().toList();
    if (people.size() > 1) {
      lines.add("Each of these needs a browser profile, or a private window of"
          + " another browser: " + String.join(", ", people) + ".");
    }
    story.forEach(event -> lines.add(instruction(event)));
    return lines;
  }

  private static String instruction(Event event) {
    Request request = event.request();
    if (request == null) {
      return (event.who() == null ? event.note()
          : event.who() + " " + event.note() + ".")
          + (event.cookie() == null ? ""
              : " Copy it with the developer tools: Application or Storage,"
                  + " Cookies.");
    }
    return event.who() + ": " + (request.headers().isEmpty()
        ? inBrowser(request) : byCurl(request, event))
        + (event.times() == 1 ? "" : " (" + event.times() + " times)");
  }

  private static String inBrowser(Request request) {
    String url = SITE + request.path();
    return "open " + url + (request.method().equals("GET") ? ""
        : String.join("", request.typed().stream()
            .filter(value -> !value.isEmpty())
            .map(value -> ", type \"" + value + "\"").toList())
            + ", and press the button");
  }

  private static String byCurl(Request request, Event event) {
    return "curl -i " + String.join(" ", request.headers().stream()
        .map(header -> "-H \"" + header + "\"").toList())
        + (event.cookie() == null ? "" : " -b \"(the cookie)\"")
        + (request.typed().isEmpty() ? "" : " -d \"username="
            + String.join("&password=", request.typed()) + "\"")
        + " " + SITE + request.path();
  }
}
