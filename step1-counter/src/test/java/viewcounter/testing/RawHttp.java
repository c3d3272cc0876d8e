package viewcounter.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.util.Arrays;

/** Sends what no client library would send. */
public final class RawHttp {

  private RawHttp() {}

  /** Sends a GET of a path as it is, with header lines; the whole response. */
  public static String get(int port, String path, String... headers) {
    return send(port, "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
        + "Connection: close\r\n"
        + String.join("", Arrays.stream(headers)
            .map(header -> header + "\r\n").toList()) + "\r\n");
  }

  /** The response to some bytes, given as characters up to 255. */
  public static String send(int port, String request) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(10_000);
      try {
        socket.getOutputStream().write(request.getBytes(ISO_8859_1));
        socket.shutdownOutput();
      } catch (SocketException e) {
        // the server has hung up early: its response is there all the same
      }
      return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
    } catch (IOException e) {
      throw new IllegalStateException("No response to " + request
          .substring(0, Math.min(80, request.length())), e);
    }
  }

  /** The status code of a response. */
  public static int status(String response) {
    return Integer.parseInt(response.split(" ", 3)[1]);
  }
}
