package viewcounter.trace;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import viewcounter.trace.Exchange.Change;
import viewcounter.trace.Exchange.Header;
import viewcounter.trace.Exchange.Session;
import viewcounter.trace.Exchange.SessionState;

class ExchangePrinterTest {

  private static final String ID = "0123456789abcdef".repeat(4);
  private static final String BCRYPT =
      "$2a$10$8Zf9LZWH78mWnSKjxKQxXe9TlPoqe7L3SOABcPHIUQ5Pq3jIbVQVm";

  private static final Session SESSION =
      new Session(SessionState.BEGUN, ID, Map.of());

  @Test
  void an_exchange_is_printed_in_order() {
    assertEquals("""
        POST /login?...
          Cookie      id=01234567...
          session     begun
          stored      users jane {"hash":"$2a$10$8Zf9LZWH..."}
          stored      sessions 01234567... removed
          Set-Cookie  id=01234567...; Path=/
          Set-Cookie  other=x
          answered    302
        """, printed(new Exchange("", "POST", "/login?...",
            List.of(new Header("cookie", "id=" + ID)), SESSION, List.of(
                new Change("users", "jane", "{\"hash\":\"" + BCRYPT + "\"}"),
                new Change("sessions", ID, null)), 302,
            List.of(new Header("Set-Cookie", "id=" + ID + "; Path=/"),
                new Header("Date", "today"),
                new Header("set-cookie", "other=x"))), false));
  }

  @Test
  void an_id_in_a_path_is_truncated() {
    assertEquals("""
        GET /01234567...
          answered    200
        """, printed(new Exchange("", "GET", "/" + ID, List.of(), null,
            List.of(), 200, List.of()), false));
  }

  @Test
  void what_is_missing_has_no_line() {
    assertEquals("""
        GET /
          answered    200
        """, printed(exchange(null, List.of(), 200), false));
  }

  @ParameterizedTest
  @CsvSource({"BEGUN, begun", "FOUND, found", "ENDED, ended",
      "UNKNOWN, none for this cookie"})
  void the_state_of_the_session_is_printed_in_words(SessionState state,
      String words) {
    assertEquals("GET /\n  session     " + words + "\n  answered    200\n",
        printed(exchange(new Session(state, "key", Map.of()), List.of(), 200),
            false));
  }

  @ParameterizedTest
  @CsvSource({
      "12345678901234567890123, 12345678901234567890123",
      "123456789012345678901234, 12345678...",
      "abc-._ABC-._abc-._ABC-._, abc-._AB...",
      "same-origin-allow-popups, same-origin-allow-popups",
      "same-origin-allow-popups1, same-ori...",
      "abcdefghijklm-abcdefghijklm, abcdefgh...",
      "a 123456789012345678901234 b, a 12345678... b"})
  void a_word_of_24_characters_or_more_is_truncated(String value,
      String shown) {
    assertEquals(shown, stored(value));
  }

  @Test
  void a_line_break_or_an_escape_cannot_forge_a_line() {
    assertEquals("a??b?[31m?c", stored("a\r\nb\033[31m\0c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\n", "\033", "\u007F", "\u0080", "\u0085",
      "\u009B", "\u009F", "\u2028", "\u202E", "\u200B"})
  void control_characters_become_question_marks_everywhere(
      String sign) {
    String odd = "a" + sign + "2Jb";
    assertEquals("""
        a?2Jb a?2Jb
          Cookie      a?2Jb
          stored      a?2Jb a?2Jb a?2Jb
          Set-Cookie  a?2Jb
          answered    200
        """, printed(new Exchange(odd, odd, odd,
            List.of(new Header("Cookie", odd)), null,
            List.of(new Change(odd, odd, odd)), 200,
            List.of(new Header("Set-Cookie", odd))), false));
  }

  @Test
  void letters_of_any_alphabet_are_printed() {
    assertEquals("Zoë Łódź 東京 🍋", stored("Zoë Łódź 東京 🍋"));
  }

  @ParameterizedTest
  @CsvSource(quoteCharacter = '|', delimiter = ';', value = {
      "{\"created\":1700000000000,\"accessed\":1700000000001,\"a\":1};"
          + "{...,\"a\":1}",
      "{\"created\":170000000000,\"a\":1};"
          + "{\"created\":170000000000,\"a\":1}"})
  void times_are_not_shown(String json, String shown) {
    assertEquals(shown, stored(json));
  }

  @ParameterizedTest
  @CsvSource({"399, 32", "400, 31"})
  void errors_are_red_in_colour(int status, int colour) {
    assertEquals("\033[1mGET /\033[0m\n  \033[36manswered   \033[0m \033["
        + colour + "m" + status + "\033[0m\n",
        printed(exchange(null, List.of(), status), true));
  }

  private static Exchange exchange(Session session, List<Change> changes,
      int status) {
    return new Exchange("", "GET", "/", List.of(), session, changes, status,
        List.of());
  }

  private static String stored(String value) {
    return printed(exchange(null, List.of(new Change("t", "k", value)), 200),
        false).lines().toList().get(1).substring("  stored      t k ".length());
  }

  private static String printed(Exchange exchange, boolean colours) {
    StringBuilder text = new StringBuilder();
    new ExchangePrinter(text::append, colours).print(exchange);
    return text.toString();
  }
}
