package viewcounter.site;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import viewcounter.testing.Background;

/**
 * Stands in front of a site, and removes the header Sec-Fetch-Site from what a
 * browser sends: so it is like a browser from before that header (Safari, up to
 * 2023).
 */
public final class FetchMetadataFilter implements AutoCloseable {

  private static final Pattern ORIGIN =
      Pattern.compile("(?m)^POST .*\r\n(?:.+\r\n)*?Origin: (.*)\r\n");

  private final ServerSocket server;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final Set<String> origins = ConcurrentHashMap.newKeySet();

  /** @param port that of the site, on this computer */
  public FetchMetadataFilter(int port) throws IOException {
    server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
    Background.start("filter", () -> {
      while (true) {
        Socket browser = server.accept();
        Socket site = new Socket(InetAddress.getLoopbackAddress(), port);
        open.add(browser);
        open.add(site);
        Background.start("filter", () -> filter(browser, site));
        Background.start("filter", () -> {
          site.getInputStream().transferTo(browser.getOutputStream());
          browser.close();
        });
      }
    });
  }

  public int port() {
    return server.getLocalPort();
  }

  /** Where the POSTs claimed to come from. */
  public Set<String> origins() {
    return origins;
  }

  private void filter(Socket browser, Socket site) throws IOException {
    InputStream requests = browser.getInputStream();
    byte[] bytes = new byte[65_536];
    for (int n = requests.read(bytes); n > 0; n = requests.read(bytes)) {
      String request = new String(bytes, 0, n, ISO_8859_1)
          .replaceAll("(?i)Sec-Fetch-Site: .*\r\n", "");
      ORIGIN.matcher(request).results()
          .forEach(post -> origins.add(post.group(1)));
      site.getOutputStream().write(request.getBytes(ISO_8859_1));
    }
    site.close();
  }

  @Override
  public void close() throws IOException {
    server.close();
    for (Socket socket : open) {
      socket.close();
    }
  }
}
