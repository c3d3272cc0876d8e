package viewcounter.web;

import static org.eclipse.jetty.ee8.nested.Request.getBaseRequest;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.servlet.http.HttpSession;
import org.eclipse.jetty.session.AbstractSessionManager.RequestedSession;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import spark.Request;
import spark.Service;
import viewcounter.launch.Settings;
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

  private final SessionBackend backend;
  private final ExchangePrinter printer = ExchangePrinter.onTerminal();
  private final ExchangeRecorder recorder = new ExchangeRecorder(this::show);
  private volatile LivePage page; // null: none yet

  Tracing(SessionBackend backend) {
    this.backend = backend;
  }

  ExchangeRecorder recorder() {
    return recorder;
  }

  /** Prints each exchange from now on; call this before the start. */
  void start(Service http) {
    backend.onChange(recorder::changed);
    http.afterAfter((request, response) ->
        recorder.session(sessionOf(request)));
  }

  /** Opens the live page, if the settings ask for one. */
  void open(Settings settings) {
    if (settings.livePort() == Settings.NO_LIVE_PAGE) {
      return;
    }
    try {
      page = new LivePage(settings.livePort(), backend.policy().cookie(),
          each -> backend.forEach((table, key, json) ->
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

  private Session sessionOf(Request request) {
    HttpSession session = request.raw().getSession(false);
    if (session != null) {
      return new Session(session.isNew() ? SessionState.BEGUN
          : SessionState.FOUND, backend.keyOf(session.getId()),
          attributes(session));
    }
    RequestedSession asked = getBaseRequest(request.raw()).getHttpChannel()
        .getCoreRequest().getRequestedSession();
    return asked.sessionId() == null ? null : asked.session() == null
        ? new Session(SessionState.UNKNOWN, null, Map.of())
        : new Session(SessionState.ENDED, backend.keyOf(asked.sessionId()),
            Map.of());
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
