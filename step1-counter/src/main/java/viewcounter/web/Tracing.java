package viewcounter.web;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import viewcounter.launch.Settings;
import viewcounter.persistence.Persistence;
import viewcounter.session.SessionPolicy;
import viewcounter.session.SessionRequest;
import viewcounter.trace.Exchange;
import viewcounter.trace.Exchange.Change;
import viewcounter.trace.Exchange.Session;
import viewcounter.trace.Exchange.SessionState;
import viewcounter.trace.ExchangePrinter;
import viewcounter.trace.ExchangeRecorder;
import viewcounter.trace.LivePage;

/** Shows people each exchange, on the terminal and on the live page. */
final class Tracing implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Tracing.class);

  private final Persistence persistence;
  private final SessionPolicy policy;
  private final ExchangePrinter printer = ExchangePrinter.onTerminal();
  private final ExchangeRecorder recorder = new ExchangeRecorder(this::show);
  private volatile LivePage page; // null: none yet

  /** Notes each change of what is stored, from now on. */
  Tracing(Persistence persistence, SessionPolicy policy) {
    this.persistence = persistence;
    this.policy = policy;
    persistence.onChange(recorder::changed);
  }

  ExchangeRecorder recorder() {
    return recorder;
  }

  /** Notes what a request did with its session, for its exchange. */
  void noteSession(SessionRequest request) {
    recorder.session(sessionOf(request));
  }

  /** Opens the live page, if the settings ask for one. */
  void open(Settings settings) {
    if (settings.livePort() == Settings.NO_LIVE_PAGE) {
      return;
    }
    try {
      page = new LivePage(settings.livePort(), policy.cookie(),
          each -> persistence.forEach((table, key, json) ->
              each.accept(new Change(table, key, json))));
      System.out.println("Watch it live at " + page.url());
    } catch (IOException e) {
      LOG.warn("Cannot open the live page: {}", e.toString());
    }
  }

  private void show(Exchange exchange) {
    printer.print(exchange);
    if (page != null) {
      page.show(exchange);
    }
  }

  private Session sessionOf(SessionRequest request) {
    HttpSession session = request.getSession(false);
    if (session != null) {
      return new Session(request.hasBegunSession() ? SessionState.BEGUN
          : SessionState.FOUND, policy.keyOf(session.getId()),
          attributes(session));
    }
    String asked = request.getRequestedSessionId();
    return asked == null ? null : request.hasFoundSession()
        ? new Session(SessionState.ENDED, policy.keyOf(asked), Map.of())
        : new Session(SessionState.UNKNOWN, null, Map.of());
  }

  private static Map<String, Object> attributes(HttpSession session) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    Collections.list(session.getAttributeNames()).forEach(name ->
        attributes.put(name, session.getAttribute(name)));
    return attributes;
  }

  @Override
  public void close() {
    if (page != null) {
      page.close();
    }
  }
}
