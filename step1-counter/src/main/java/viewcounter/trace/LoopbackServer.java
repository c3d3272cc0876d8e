package viewcounter.trace;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/** A small web server that only programs on this computer can reach. */
public final class LoopbackServer {

  public static final String HOST = "127.0.0.1";

  private LoopbackServer() {}

  /**
   * A server that is not started yet.
   *
   * @param port where to listen; if it is 0 or in use, any free port
   * @throws IOException if no port is free
   */
  public static HttpServer create(int port) throws IOException {
    try {
      return HttpServer.create(new InetSocketAddress(HOST, port), 0);
    } catch (BindException e) { // another program uses it
      return HttpServer.create(new InetSocketAddress(HOST, 0), 0);
    }
  }

  /**
   * Answers a request, in UTF-8.
   *
   * @param type the media type, such as text/plain
   * @throws IOException if the client is gone
   */
  public static void send(HttpExchange request, int status, String type,
      String text) throws IOException {
    byte[] body = text.getBytes(UTF_8);
    boolean head = request.getRequestMethod().equals("HEAD");
    request.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
    request.sendResponseHeaders(status, head ? -1 : body.length);
    if (!head) {
      request.getResponseBody().write(body);
    }
  }
}
