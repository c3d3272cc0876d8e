package viewcounter.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import viewcounter.testing.Concurrently;
import viewcounter.trace.Exchange.Change;
import viewcounter.trace.Exchange.Header;
import viewcounter.trace.Exchange.Session;
import viewcounter.trace.Exchange.SessionState;
import viewcounter.trace.ExchangeRecorder.OpenExchange;

class ExchangeRecorderTest {

  private static final List<Header> CAME = List.of(new Header("Cookie", "x"));
  private static final List<Header> SENT = List.of(new Header("Date", "y"));
  private static final Session BEGUN =
      new Session(SessionState.BEGUN, "x", Map.of());
  private static final Session FOUND =
      new Session(SessionState.FOUND, "x", Map.of("views", 1));

  private final List<Exchange> exchanges = new ArrayList<>();
  private final ExchangeRecorder recorder =
      new ExchangeRecorder(exchanges::add);

  @Test
  void an_exchange_has_all_that_was_seen_of_a_request_in_order() {
    OpenExchange open = recorder.begin("client", "GET", "/jane", CAME);
    recorder.session(BEGUN);
    recorder.changed("users", "jane", "{}");
    recorder.changed("sessions", "x", null);
    recorder.session(FOUND);
    assertEquals(List.of(), exchanges);
    recorder.answered(open, 200, SENT);
    assertEquals(List.of(new Exchange("client", "GET", "/jane", CAME, FOUND,
        List.of(new Change("users", "jane", "{}"),
            new Change("sessions", "x", null)), 200, SENT)), exchanges);
  }

  @Test
  void nothing_is_made_up() {
    recorder.answered(begin("/"), 404, List.of());
    assertEquals(List.of(empty(404)), exchanges);
  }

  @Test
  void a_response_may_be_sent_while_its_thread_handles_another_request() {
    OpenExchange first = begin("/first");
    recorder.changed("users", "jane", "1");
    recorder.end();
    OpenExchange second = begin("/second");
    recorder.changed("users", "jane", "2");
    recorder.answered(second, 201, List.of());
    recorder.answered(first, 200, List.of());
    assertEquals(List.of("/second 201 2", "/first 200 1"), exchanges.stream()
        .map(exchange -> exchange.path() + " " + exchange.status() + " "
            + exchange.changes().get(0).json()).toList());
  }

  @Test
  void nothing_outside_a_request_is_recorded() {
    recorder.changed("users", "jane", "{}");
    recorder.session(BEGUN);
    OpenExchange open = begin("/");
    recorder.end();
    recorder.changed("users", "jane", "{}");
    recorder.session(BEGUN);
    recorder.answered(open, 200, List.of());
    assertEquals(List.of(empty(200)), exchanges);
  }

  @Test
  void threads_do_not_see_each_others_requests() throws Exception {
    List<Exchange> seen = Concurrently.run(8, () -> {
      List<Exchange> own = new ArrayList<>();
      String path = Thread.currentThread().toString();
      OpenExchange open = begin(path);
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

  private OpenExchange begin(String path) {
    return recorder.begin("client", "GET", path, List.of());
  }

  private static Exchange empty(int status) {
    return new Exchange("client", "GET", "/", List.of(), null, List.of(),
        status, List.of());
  }
}
