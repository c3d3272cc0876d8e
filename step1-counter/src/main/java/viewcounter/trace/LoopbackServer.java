package viewcounter.trace;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;

/** Makes small web servers that only programs on this computer can reach. */
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
}
