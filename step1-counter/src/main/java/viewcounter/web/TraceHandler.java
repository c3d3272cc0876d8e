package viewcounter.web;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpStream;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import viewcounter.trace.ExchangeRecorder;
import viewcounter.trace.ExchangeRecorder.OpenExchange;

/** Records each exchange, which is complete just before the answer leaves. */
final class TraceHandler extends Handler.Wrapper {

  private final ExchangeRecorder recorder;

  TraceHandler(ExchangeRecorder recorder) {
    this.recorder = recorder;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws Exception {
    OpenExchange exchange = recorder.begin(request.getMethod(),
        request.getHttpURI().getPath(), request.getHttpURI().getQuery(),
        request.getHeaders().get(HttpHeader.COOKIE));
    request.addHttpStreamWrapper(stream -> new Recorded(stream, exchange));
    try {
      return super.handle(request, response, callback);
    } finally {
      recorder.end();
    }
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
        recorder.answered(exchange, response.getStatus(), response
            .getHttpFields().getValuesList(HttpHeader.SET_COOKIE));
      }
      super.send(request, response, last, content, callback);
    }
  }
}
