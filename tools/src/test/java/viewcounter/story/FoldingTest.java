package viewcounter.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import viewcounter.story.Event.Request;

/** What is repeated is shown once. */
class FoldingTest {

  private final Story story = new Story();

  @Test
  void requests_that_differ_only_in_a_number_share_a_line() {
    for (int i = 0; i < 30; i++) {
      get("/login/jane/guess" + i, 403, "Wrong");
    }
    get("/login/jane/right", 200, "Hello");
    assertShows("Mallory: GET /login/jane/guess0 (and 29 more like it) -> 403:"
        + " Wrong", "Mallory: GET /login/jane/right -> 200: Hello");
  }

  @Test
  void a_repeated_request_is_shown_with_its_last_response() {
    for (int i = 1; i <= 5; i++) {
      get("/", 200, "Views: " + i);
    }
    assertShows("Mallory: GET /, 5 times -> 200: Views: 5");
  }

  @Test
  void two_requests_are_shown_one_by_one() {
    get("/", 200, "Views: 1");
    get("/", 200, "Views: 2");
    assertShows("Mallory: GET / -> 200: Views: 1",
        "Mallory: GET / -> 200: Views: 2");
  }

  @Test
  void another_status_begins_another_line() {
    for (int i = 0; i < 6; i++) {
      get("/", i < 3 ? 422 : 429, "No");
    }
    assertShows("Mallory: GET /, 3 times -> 422: No",
        "Mallory: GET /, 3 times -> 429: No");
  }

  @Test
  void alternating_lines_are_shown_once() {
    for (int i = 0; i < 12; i++) {
      story.note("An hour passes.");
      get("/", 200, "Views: " + i);
    }
    assertShows("An hour passes.", "Mallory: GET / -> 200: Views: 0",
        "The last 2 lines happen 11 more times.");
  }

  @Test
  void invisible_characters_are_shown_as_code_points() {
    story.exchange("Mallory", new Request("POST", "/register",
        List.of("zoe\u0308\u200D", "ann  lee"), List.of()), null, 422, null,
        List.of(), "");
    assertShows("Mallory: POST /register with \"zoe<U+0308><U+200D>\", \"ann"
        + " <U+0020>lee\" -> 422");
  }

  private void get(String path, int status, String page) {
    story.exchange("Mallory", new Request("GET", path, List.of(), List.of()),
        null, status, null, List.of(), page);
  }

  private void assertShows(String... lines) {
    assertEquals(String.join(" ", lines), String.join(" ",
        StoryText.lines(story.events()).stream().map(String::strip)
            .toList()));
  }
}
