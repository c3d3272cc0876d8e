package viewcounter.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import viewcounter.trace.Exchange.Change;
import viewcounter.trace.Exchange.Header;
import viewcounter.trace.Exchange.Session;

/**
 * Collects what happens while a request is handled: the changes that its thread
 * makes, and finally its response, which another thread may send later.
 */
public final class ExchangeRecorder {

  /** A request that has not been answered yet. */
  public static final class OpenExchange {
    private final String client;
    private final String method;
    private final String path;
    private final List<Header> headers;
    private final List<Change> changes = new ArrayList<>();
    private Session session;

    private OpenExchange(String client, String method, String path,
        List<Header> headers) {
      this.client = client;
      this.method = method;
      this.path = path;
      this.headers = headers;
    }
  }

  private final ThreadLocal<OpenExchange> current = new ThreadLocal<>();
  private final Consumer<Exchange> exchanges;

  /** @param exchanges gets each exchange just before its response is sent */
  public ExchangeRecorder(Consumer<Exchange> exchanges) {
    this.exchanges = exchanges;
  }

  /** Begins an exchange: this thread is going to handle a request. */
  public OpenExchange begin(String client, String method, String path,
      List<Header> headers) {
    OpenExchange open = new OpenExchange(client, method, path, headers);
    current.set(open);
    return open;
  }

  /** Notes a change that this thread has made, unless outside a request. */
  public void changed(String table, String key, String json) {
    OpenExchange open = current.get();
    if (open != null) {
      open.changes.add(new Change(table, key, json));
    }
  }

  /** Notes what happened to the session of this thread's request. */
  public void session(Session session) {
    OpenExchange open = current.get();
    if (open != null) {
      open.session = session;
    }
  }

  /** Completes an exchange, in any thread. */
  public void answered(OpenExchange open, int status, List<Header> headers) {
    exchanges.accept(new Exchange(open.client, open.method, open.path,
        open.headers, open.session, List.copyOf(open.changes), status,
        headers));
  }

  /** Notes that this thread is done with its request, answered or not. */
  public void end() {
    current.remove();
  }
}
