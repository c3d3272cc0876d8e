package viewcounter.site;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;

/** A page of somebody else, which wants something from the visitor. */
public final class OtherSite implements AutoCloseable {

  private final HttpServer server;
  private final String host;

  /** A site that answers all with the same page. */
  public OtherSite(String host, String html) throws IOException {
    this(host, html, Map.of());
  }

  /** The same, with more headers. */
  public OtherSite(String host, String html, Map<String, String> headers)
      throws IOException {
    this.host = host;
    server = HttpServer.create(
        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> {
      byte[] page = html.getBytes(UTF_8);
      exchange.getResponseHeaders().add("Content-Type", "text/html");
      headers.forEach(exchange.getResponseHeaders()::add);
      exchange.sendResponseHeaders(200, page.length);
      exchange.getResponseBody().write(page);
      exchange.close();
    });
    server.start();
  }

  /** It shows the site's first page in a frame. */
  public static OtherSite thatFrames(Site site) throws IOException {
    return new OtherSite(notThatOf(site),
        "<iframe src='" + site.url() + "/'></iframe>");
  }

  /** Its button sends a form to the site. */
  public static OtherSite thatSends(AccountForm form, Site site)
      throws IOException {
    return new OtherSite(notThatOf(site), html(form, site));
  }

  /** A button that sends a form to a site. */
  public static String html(AccountForm form, Site site) {
    String inputs = form.fields().entrySet().stream()
        .map(field -> "<input type=hidden name='" + field.getKey()
            + "' value='" + field.getValue() + "'>").collect(joining());
    return "<form method=" + form.method() + " action='" + site.url()
        + form.path() + "'>" + inputs + "<button>You have won!</button></form>";
  }

  /** A host that browsers take for another site. */
  private static String notThatOf(Site site) {
    return site.url().contains("127.0.0.1") ? "localhost" : "127.0.0.1";
  }

  public String url() {
    return "http://" + host + ":" + server.getAddress().getPort() + "/";
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
