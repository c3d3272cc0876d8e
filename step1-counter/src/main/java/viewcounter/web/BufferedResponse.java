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
  private boolean complete; // nothing is to be added

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
          new OutputStreamWriter(getOutputStream(), getCharacterEncoding()));
    }
    return writer;
  }

  @Override
  public void flushBuffer() {}

  @Override
  public void reset() {
    super.reset();
    resetBuffer();
  }

  @Override
  public void resetBuffer() {
    if (writer != null) {
      writer.flush();
    }
    body.reset();
  }

  /** Jetty would send it at once. */
  @Override
  public void sendRedirect(String location) {
    resetBuffer();
    setStatus(SC_FOUND);
    setHeader("Location", location);
    complete = true;
  }

  /** Jetty would forget the session's cookie. */
  @Override
  public void sendError(int status, String message) throws IOException {
    resetBuffer();
    ErrorPages.write(this, status);
    complete = true;
  }

  @Override
  public void sendError(int status) throws IOException {
    sendError(status, null);
  }

  @Override
  public ServletOutputStream getOutputStream() {
    return new ServletOutputStream() {

      @Override
      public void write(int oneByte) {
        if (!complete) {
          body.write(oneByte);
        }
      }

      @Override
      public void write(byte[] bytes, int from, int length) {
        if (!complete) {
          body.write(bytes, from, length);
        }
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
