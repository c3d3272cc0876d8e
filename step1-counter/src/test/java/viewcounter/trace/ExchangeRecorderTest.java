package viewcounter.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import viewcounter.testing.Concurrently;
import viewcounter.trace.Exchange.Change;
import viewcounter.trace.Exchange.SessionState;
import viewcounter.trace.ExchangeRecorder.OpenExchange;

class ExchangeRecorderTest {

  private final List<Exchange> exchanges = new ArrayList<>();
  private final ExchangeRecorder recorder =
      new ExchangeRecorder(exchanges::add);

  @Test
  void an_exchange_is_all_that_was_seen_of_a_request_in_its_order() {
    OpenExchange open = recorder.begin("GET", "/jane", "a=b", "id=x");
    recorder.session(SessionState.BEGUN);
    recorder.changed("users", "jane", "{}");
    recorder.changed("sessions", "x", null);
    recorder.session(SessionState.FOUND);
    assertEquals(List.of(), exchanges);
    recorder.answered(open, 200, List.of("id=y"));
    assertEquals(List.of(new Exchange("GET", "/jane", "a=b", "id=x",
        SessionState.FOUND, List.of(new Change("users", "jane", "{}"),
            new Change("sessions", "x", null)), List.of("id=y"), 200)),
        exchanges);
  }

  @Test
  void what_was_not_there_is_not_made_up() {
    recorder.answered(recorder.begin("GET", "/", null, null), 404, List.of());
    assertEquals(List.of(new Exchange("GET", "/", null, null, null,
        List.of(), List.of(), 404)), exchanges);
  }

  @Test
  void an_answer_may_leave_when_its_thread_handles_another_request() {
    OpenExchange first = recorder.begin("GET", "/first", null, null);
    recorder.changed("users", "jane", "1");
    recorder.end();
    OpenExchange second = recorder.begin("GET", "/second", null, null);
    recorder.changed("users", "jane", "2");
    recorder.answered(second, 201, List.of());
    recorder.answered(first, 200, List.of());
    assertEquals(List.of("/second 201 2", "/first 200 1"), exchanges.stream()
        .map(exchange -> exchange.path() + " " + exchange.status() + " "
            + exchange.changes().get(0).json()).toList());
  }

  @Test
  void what_happens_outside_of_a_request_is_not_recorded() {
    recorder.changed("users", "jane", "{}");
    recorder.session(SessionState.BEGUN);
    OpenExchange open = recorder.begin("GET", "/", null, null);
    recorder.end();
    recorder.changed("users", "jane", "{}");
    recorder.session(SessionState.BEGUN);
    recorder.answered(open, 200, List.of());
    assertEquals(List.of(new Exchange("GET", "/", null, null, null,
        List.of(), List.of(), 200)), exchanges);
  }

  @Test
  void threads_do_not_see_each_others_requests() throws Exception {
    List<Exchange> seen = Concurrently.run(8, () -> {
      List<Exchange> own = new ArrayList<>();
      String path = Thread.currentThread().toString();
      OpenExchange open = recorder.begin("GET", path, null, null);
      recorder.changed("users", path, "{}");
      synchronized (recorder) { // the list of the test is not for threads
        recorder.answered(open, 200, List.of());
        own.add(exchanges.get(exchanges.size() - 1));
      }
      return own.get(0);
    });
    assertEquals(8, seen.size());
    seen.forEach(exchange -> assertEquals(List.of(
        new Change("users", exchange.path(), "{}")), exchange.changes()));
  }
}
