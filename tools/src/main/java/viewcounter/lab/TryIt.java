package viewcounter.lab;

import java.util.ArrayList;
import java.util.List;
import viewcounter.attacks.Attack;
import viewcounter.story.Event;
import viewcounter.story.Event.Request;

/** How to do by hand what a story tells: what to type in whose browser. */
final class TryIt {

  private static final String NAMES =
      "If a name already exists, choose another one.";

  private final String site;

  /** @param site the URL of the reader's own site */
  TryIt(String site) {
    this.site = site;
  }

  /** The lines to follow; none if that cannot be done by hand. */
  List<String> instructions(Attack attack, int step, List<Event> story) {
    return attack.page() != null ? onMallorysSite(attack.page(), step)
        : story.isEmpty() ? List.of() : byHand(step, story);
  }

  private List<String> onMallorysSite(String page, int step) {
    return step < 4 ? List.of() : List.of("In a terminal: ./course run " + step,
        "In a second terminal: ./course mallory " + step,
        "Jane: open " + site + (step == 4 ? "/create/jane/correct%20horse"
            : "/register, and sign up as \"jane\"") + ". " + NAMES,
        "Jane: open Mallory's site in the same browser; the second terminal"
            + " says where it is.",
        "Jane: open \"" + page + "\" there. The page says what should happen.");
  }

  private List<String> byHand(int step, List<Event> story) {
    List<String> lines = new ArrayList<>();
    lines.add("In a terminal: ./course run " + step);
    List<String> people = story.stream()
        .filter(event -> event.request() != null)
        .map(Event::who).distinct().toList();
    if (people.size() > 1) {
      lines.add(String.join(", ", people) + ": each of them needs a browser; a"
          + " private window counts as one.");
    }
    if (story.stream().anyMatch(TryIt::isSignUp)) {
      lines.add(NAMES);
    }
    story.forEach(event -> lines.add(visible(instruction(event))));
    return lines;
  }

  private static boolean isSignUp(Event event) {
    return event.request() != null
        && event.request().path().matches("/(create/.*|register)");
  }

  /** An attack's script leaves a trace for a program; people need a box. */
  private static String visible(String line) {
    return line.replace("name='run'", "alert(1)")
        .replace("name%3D%27run%27", "alert(1)")
        .replace("onload=name=1", "onload=alert()"); // it has to be short
  }

  private String instruction(Event event) {
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

  private String inBrowser(Request request) {
    String url = site + request.path();
    return "open " + url + (request.method().equals("GET") ? ""
        : String.join("", request.typed().stream()
            .filter(value -> !value.isEmpty())
            .map(value -> ", type \"" + value + "\"").toList())
            + ", and press the button");
  }

  private String byCurl(Request request, Event event) {
    return "curl -i " + String.join(" ", request.headers().stream()
        .map(header -> "-H \"" + header + "\"").toList())
        + (event.cookie() == null ? "" : " -b \"(the cookie)\"")
        + (request.typed().isEmpty() ? "" : " -d \"username="
            + String.join("&password=", request.typed()) + "\"")
        + " " + site + request.path();
  }
}
