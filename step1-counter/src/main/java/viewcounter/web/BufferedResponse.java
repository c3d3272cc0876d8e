package viewcounter.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import javax.servlet.ServletOutputStream;
import javax.servlet.WriteListener;
import javax.servlet.http.HttpServletResponse;
import javax.servlet.http.HttpServletResponseWrapper;

/**
 * Keeps what a route writes until {@link #send}: the session is saved first.
 * Spark would flush and close a response itself, which blocks its thread.
 */
final class BufferedResponse extends HttpServletResponseWrapper {

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();
  private PrintWriter writer; // null: nobody has asked for it

  BufferedResponse(HttpServletResponse response) {
    super(response);
  }

  /** Writes everything, and leaves it to Jetty to complete the response. */
  void send() throws IOException {
    if (writer != null) {
      writer.flush();
    }
    if (body.size() > 0) {
      body.writeTo(getResponse().getOutputStream());
    }
  }

  @Override
  public PrintWriter getWriter() throws IOException {
    if (writer == null) {
      writer = new PrintWriter(
          new OutputStreamWriter(body, getCharacterEncoding()));
    }
    return writer;
  }

  @Override
  public void flushBuffer() {}

  @Override
  public ServletOutputStream getOutputStream() {
    return new ServletOutputStream() {

      @Override
      public void write(int oneByte) {
        body.write(oneByte);
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        body.write(bytes, from, length);
      }

      @Override
      public boolean isReady() {
        return true;
      }

      @Override
      public void setWriteListener(WriteListener listener) {
        throw new UnsupportedOperationException("Nothing here blocks");
      }
    };
  }
}
