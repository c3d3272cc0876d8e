package viewcounter.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import viewcounter.trace.Exchange.Change;
import viewcounter.trace.Exchange.SessionState;

/**
 * Puts together what is seen of a request while it is handled: the changes that
 * its thread makes, and in the end its answer, which may leave later.
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

    private OpenExchange(String method, String path, String query, String cookie) {
      this.method = method;
      this.path = path;
      this.query = query;
      this.cookie = cookie;
    }
  }

  private final ThreadLocal<OpenExchange> current = new ThreadLocal<>();
  private final Consumer<Exchange> exchanges;

  /** @param exchanges takes each exchange when its answer is about to leave */
  public ExchangeRecorder(Consumer<Exchange> exchanges) {
    this.exchanges = exchanges;
  }

  /** This thread begins to handle a request. */
  public OpenExchange begin(String method, String path, String query,
      String cookie) {
    OpenExchange open = new OpenExchange(method, path, query, cookie);
    current.set(open);
    return open;
  }

  /** This thread has changed the store; nothing if it handles no request. */
  public void changed(String table, String key, String json) {
    OpenExchange open = current.get();
    if (open != null) {
      open.changes.add(new Change(table, key, json));
    }
  }

  /** What has become of the session of this thread's request. */
  public void session(SessionState state) {
    OpenExchange open = current.get();
    if (open != null) {
      open.session = state;
    }
  }

  /** A request is answered, by any thread. */
  public void answered(OpenExchange open, int status,
      List<String> cookiesSent) {
    exchanges.accept(new Exchange(open.method, open.path, open.query,
        open.cookie, open.session, List.copyOf(open.changes), cookiesSent,
        status));
  }

  /** This thread is done with its request, whoever answers it. */
  public void end() {
    current.remove();
  }
}
