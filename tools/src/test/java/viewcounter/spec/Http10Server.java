package viewcounter.spec;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import viewcounter.testing.Background;

/** Step 1 as simple servers write it: HTTP/1.0, one request per connection. */
final class Http10Server implements AutoCloseable {

  private static final String NAME = "session_cookie=";

  private final ServerSocket socket =
      new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
  private final Map<String, Integer> views = new ConcurrentHashMap<>();

  Http10Server() throws IOException {
    Background.start("HTTP/1.0", () -> {
      while (true) {
        Socket connection = socket.accept();
        Background.start("HTTP/1.0", () -> answer(connection));
      }
    });
  }

  String url() {
    return "http://localhost:" + socket.getLocalPort();
  }

  private void answer(Socket connection) throws IOException {
    try (connection) {
      BufferedReader lines = new BufferedReader(
          new InputStreamReader(connection.getInputStream(), ISO_8859_1));
      String request = lines.readLine();
      if (request == null) {
        return; // somebody only checked that it is there
      }
      String id = "";
      for (String line; !(line = lines.readLine()).isEmpty(); ) {
        if (line.matches("(?i)cookie: " + NAME + ".*")) {
          id = line.substring(line.indexOf('=') + 1);
        }
      }
      String response = request.startsWith("GET / ") ? page(id)
          : "HTTP/1.0 404 Not Found\r\nContent-Length: 0\r\n\r\n";
      connection.getOutputStream().write(response.getBytes(ISO_8859_1));
      connection.setSoTimeout(1000);
      lines.read(); // hangs up on whoever sends a second request
    }
  }

  private String page(String id) {
    String cookie = "";
    if (!views.containsKey(id)) {
      id = UUID.randomUUID().toString();
      cookie = "Set-Cookie: " + NAME + id + "; Path=/; HttpOnly\r\n";
    }
    String page = "Views: " + views.merge(id, 1, Integer::sum);
    return "HTTP/1.0 200 OK\r\nContent-Type: text/html\r\nContent-Length: "
        + page.length() + "\r\n" + cookie + "\r\n" + page;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
