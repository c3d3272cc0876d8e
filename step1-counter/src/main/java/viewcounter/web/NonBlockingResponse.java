package viewcounter.web;

import java.io.IOException;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

/**
 * A response that Jetty completes, so that no thread waits while it is held
 * back. Spark would flush and close it itself, which blocks its thread.
 */
final class NonBlockingResponse extends HttpServletResponseWrapper {

  NonBlockingResponse(HttpServletResponse response) {
    super(response);
  }

  @Override
  public ServletOutputStream getOutputStream() throws IOException {
    ServletOutputStream out = super.getOutputStream();
    return new ServletOutputStream() {

      @Override
      public void write(int oneByte) throws IOException {
        out.write(oneByte);
      }

      @Override
      public void write(byte[] bytes, int from, int length)
          throws IOException {
        out.write(bytes, from, length);
      }

      @Override
      public boolean isReady() {
        return out.isReady();
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        out.setWriteListener(listener);
      }

      @Override
      public void flush() {}

      @Override
      public void close() {}
    };
  }
}
