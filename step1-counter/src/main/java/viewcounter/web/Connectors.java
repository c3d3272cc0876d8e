package viewcounter.web;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http.UriCompliance.Violation;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;

/** Makes Jetty's connector, with limits on what a client may do. */
final class Connectors {

  private static final int IDLE_MILLIS = 10_000;
  private static final int HEADER_BYTES = 32 * 1024; // of others' cookies, too
  private static final int CONNECTIONS_WAITING = 1_000; // Java's own: 50

  /** A name in a path may have any characters, encoded: even / % and \\. */
  private static final UriCompliance URIS = UriCompliance.DEFAULT.with(
      "signs in names", Violation.AMBIGUOUS_PATH_SEPARATOR,
      Violation.AMBIGUOUS_PATH_ENCODING,
      Violation.SUSPICIOUS_PATH_CHARACTERS);

  private Connectors() {}

  /** @param headers those of every response, errors included */
  static DrainingConnector create(Server server,
      Map<String, String> headers) {
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false); // guard: server fingerprinting
    http.setUriCompliance(URIS);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setHeaderCacheSize(0); // of no use where visitors share connections
    List<HttpField> fields = new ArrayList<>(); // encoded only once
    headers.forEach((name, value) ->
        fields.add(new PreEncodedHttpField(name, value)));
    http.addCustomizer((request, response) -> {
      fields.forEach(response::put);
      return request;
    });
    DrainingConnector connector =
        new DrainingConnector(server, new HttpConnectionFactory(http));
    connector.setIdleTimeout(IDLE_MILLIS);
    connector.setAcceptQueueSize(CONNECTIONS_WAITING);
    return connector;
  }
}
