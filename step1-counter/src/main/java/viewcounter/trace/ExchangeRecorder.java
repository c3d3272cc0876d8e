package viewcounter.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import viewcounter.trace.Exchange.Change;
import viewcounter.trace.Exchange.SessionState;

/**
 * Collects what happens while a request is handled: the changes that its thread
 * makes, and finally its answer, which another thread may send later.
 */
public final class ExchangeRecorder {

  /** A request that has not been answered yet. */
  public static final class OpenExchange {
    private final String method;
    private final String path;
    private final String query;
    private final String cookie;
    private final List<Change> changes = new ArrayList<>();
    private SessionState session;

    private OpenExchange(String method, String path, String query,
        String cookie) {
      this.method = method;
      this.path = path;
      this.query = query;
      this.cookie = cookie;
    }
  }

  private final ThreadLocal<OpenExchange> current = new ThreadLocal<>();
  private final Consumer<Exchange> exchanges;

  /** @param exchanges receives each exchange just before its answer leaves */
  public ExchangeRecorder(Consumer<Exchange> exchanges) {
    this.exchanges = exchanges;
  }

  /** Begins an exchange: this thread is going to handle a request. */
  public OpenExchange begin(String method, String path, String query,
      String cookie) {
    OpenExchange open = new OpenExchange(method, path, query, cookie);
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

  /** Notes what has become of the session of this thread's request. */
  public void session(SessionState state) {
    OpenExchange open = current.get();
    if (open != null) {
      open.session = state;
    }
  }

  /** Completes an exchange, in any thread. */
  public void answered(OpenExchange open, int status,
      List<String> cookiesSent) {
    exchanges.accept(new Exchange(open.method, open.path, open.query,
        open.cookie, open.session, List.copyOf(open.changes), cookiesSent,
        status));
  }

  /** Notes that this thread is done with its request, answered or not. */
  public void end() {
    current.remove();
  }
}
