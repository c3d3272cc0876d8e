package viewcounter.web;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import viewcounter.trace.Exchange.Header;
import viewcounter.trace.ExchangeRecorder;
import viewcounter.trace.ExchangeRecorder.OpenExchange;

/** Records each exchange, from whole request to just before its response. */
final class TraceHandler extends Handler.Wrapper {

  /** Headers with a URL, even a relative one: a query may hold a password. */
  private static final Set<String> WITH_URL =
      Set.of("referer", "location");

  /** Headers with a password, in Base64 at best. */
  private static final Set<String> WITH_PASSWORD =
      Set.of("authorization", "proxy-authorization");

  private final ExchangeRecorder recorder;

  TraceHandler(ExchangeRecorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws Exception {
    OpenExchange exchange = recorder.begin(
        request.getConnectionMetaData().getRemoteSocketAddress().toString(),
        request.getMethod(),
        withoutQuery(request.getHttpURI().getPathQuery()),
        headers(request.getHeaders()));
    request.addHttpStreamWrapper(stream -> new Recorded(stream, exchange));
    try {
      return super.handle(request, response, callback);
    } finally {
      recorder.end();
    }
  }

  private static List<Header> headers(HttpFields fields) {
    return fields.stream().map(field -> new Header(field.getName(),
        shown(field.getLowerCaseName(), field.getValue()))).toList();
  }

  private static String shown(String name, String value) {
    if (WITH_PASSWORD.contains(name)) {
      return "...";
    }
    return WITH_URL.contains(name) || value.contains("://")
        ? withoutQuery(value) : value;
  }

  private static String withoutQuery(String url) {
    return url.replaceFirst("(?s)\\?.*", "?...");
  }

  private final class Recorded extends HttpStream.Wrapper {

    private final OpenExchange exchange;

    private Recorded(HttpStream stream, OpenExchange exchange) {
      super(stream);
      this.exchange = exchange;
    }

    @Override
    public void send(MetaData.Request request, MetaData.Response response,
        boolean last, ByteBuffer content, Callback callback) {
      if (response != null && response.getStatus() >= 200) {
        recorder.answered(exchange, response.getStatus(),
            headers(response.getHttpFields()));
      }
      super.send(request, response, last, content, callback);
    }
  }
}
