package viewcounter.web;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * Handles a request only when its whole body is there: no thread waits for a
 * slow one, and nothing is done for one that was cut short. A body that is too
 * slow gets a 408.
 */
final class WholeBodies extends Handler.Wrapper {

  private static final int BYTES_PER_SECOND = 500;
  private static final int SECONDS_OF_GRACE = 2;

  @Override
  public boolean handle(Request request, Response response, Callback callback)
      throws Exception {
    HttpFields headers = request.getHeaders();
    if (headers.contains(HttpHeader.CONTENT_LENGTH)
        || headers.contains(HttpHeader.TRANSFER_ENCODING)) {
      new Body(request, response, callback).read(false);
      return true;
    }
    return super.handle(request, response, callback);
  }

  private void handleWhole(Request request, Response response,
      Callback callback) {
    try {
      super.handle(request, response, callback);
    } catch (Throwable e) {
      Response.writeError(request, response, callback, e);
    }
  }

  /** What has come of a body so far, copied: its pieces may be tiny. */
  private final class Body {

    private final Request request;
    private final Response response;
    private final Callback callback;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final long start = System.nanoTime();

    private Body(Request request, Response response, Callback callback) {
      this.request = request;
      this.response = response;
      this.callback = callback;
    }

    /** @param later whether this thread may not be kept */
    private void read(boolean later) {
      Content.Chunk chunk;
      while ((chunk = request.read()) != null) {
        if (Content.Chunk.isFailure(chunk)) { // or nothing came for too long
          int status = ExceptionMapper.statusOfCause(chunk.getFailure());
          reject(status == 0 ? HttpStatus.BAD_REQUEST_400 : status);
          return;
        }
        byte[] piece = new byte[chunk.remaining()];
        chunk.getByteBuffer().get(piece);
        chunk.release();
        bytes.writeBytes(piece);
        if (chunk.isLast()) {
          if (later) {
            request.getContext().execute(this::handle);
          } else {
            handle();
          }
          return;
        }
      }
      long seconds = (System.nanoTime() - start) / 1_000_000_000;
      if (seconds > SECONDS_OF_GRACE
          && bytes.size() < BYTES_PER_SECOND * seconds) {
        reject(HttpStatus.REQUEST_TIMEOUT_408);
      } else {
        request.demand(() -> read(true));
      }
    }

    private void reject(int status) {
      response.getHeaders()
          .put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE.asString());
      Response.writeError(request, response, callback, status);
    }

    private void handle() {
      Content.Source whole =
          Content.Source.from(ByteBuffer.wrap(bytes.toByteArray()));
      handleWhole(new Request.Wrapper(request) {
        @Override
        public Content.Chunk read() {
          return whole.read();
        }

        @Override
        public void demand(Runnable then) {
          whole.demand(then);
        }
      }, response, callback);
    }
  }
}
