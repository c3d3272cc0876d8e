package viewcounter.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import viewcounter.testing.Concurrently;
import viewcounter.trace.Exchange.Change;
import viewcounter.trace.Exchange.SessionState;

class ExchangeRecorderTest {

  private final List<Exchange> exchanges = new ArrayList<>();
  private final ExchangeRecorder recorder =
      new ExchangeRecorder(exchanges::add);

  @Test
  void an_exchange_is_all_that_was_seen_of_a_request_in_its_order() {
    recorder.begin("GET", "/jane", "a=b", "id=x");
    recorder.session(SessionState.BEGUN);
    recorder.changed("users", "jane", "{}");
    recorder.changed("sessions", "x", null);
    recorder.session(SessionState.FOUND);
    assertEquals(List.of(), exchanges);
    recorder.answered(200, List.of("id=y"));
    assertEquals(List.of(new Exchange("GET", "/jane", "a=b", "id=x",
        SessionState.FOUND, List.of(new Change("users", "jane", "{}"),
            new Change("sessions", "x", null)), List.of("id=y"), 200)),
        exchanges);
  }

  @Test
  void what_was_not_there_is_not_made_up() {
    recorder.begin("GET", "/", null, null);
    recorder.answered(404, List.of());
    assertEquals(List.of(new Exchange("GET", "/", null, null, null,
        List.of(), List.of(), 404)), exchanges);
  }

  @Test
  void a_request_is_answered_once() {
    recorder.begin("GET", "/", null, null);
    recorder.answered(200, List.of());
    recorder.answered(500, List.of());
    assertEquals(List.of(200), statuses());
  }

  @Test
  void what_happens_outside_of_a_request_is_not_recorded() {
    recorder.changed("users", "jane", "{}");
    recorder.session(SessionState.BEGUN);
    recorder.answered(200, List.of());
    recorder.begin("GET", "/", null, null);
    recorder.end();
    recorder.answered(200, List.of());
    assertEquals(List.of(), exchanges);
  }

  @Test
  void a_change_after_the_answer_belongs_to_no_exchange() {
    recorder.begin("GET", "/", null, null);
    recorder.answered(200, List.of());
    recorder.changed("users", "jane", "{}");
    recorder.begin("GET", "/", null, null);
    recorder.answered(200, List.of());
    exchanges.forEach(exchange ->
        assertEquals(List.of(), exchange.changes()));
    assertEquals(List.of(200, 200), statuses());
  }

  @Test
  void threads_do_not_see_each_others_requests() throws Exception {
    List<Exchange> seen = Concurrently.run(8, () -> {
      List<Exchange> own = new ArrayList<>();
      String path = Thread.currentThread().toString();
      synchronized (recorder) { // the list of the test is not for threads
        recorder.begin("GET", path, null, null);
      }
      recorder.changed("users", path, "{}");
      synchronized (recorder) {
        recorder.answered(200, List.of());
        own.add(exchanges.get(exchanges.size() - 1));
      }
      return own.get(0);
    });
    assertEquals(8, seen.size());
    seen.forEach(exchange -> assertEquals(List.of(
        new Change("users", exchange.path(), "{}")), exchange.changes()));
  }

  private List<Integer> statuses() {
    return exchanges.stream().map(Exchange::status).toList();
  }
}
