package viewcounter.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Map;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;

class ConnectorsTest {

  /** Jetty itself tests that these limits work. */
  @Test
  void no_client_can_hold_an_idle_connection() {
    ServerConnector connector = Connectors.create(new Server(), Map.of());
    assertEquals(10_000, connector.getIdleTimeout());
    assertEquals(1_000, connector.getAcceptQueueSize());
    assertFalse(connector.getConnectionFactory(HttpConnectionFactory.class)
        .getHttpConfiguration().getSendServerVersion());
  }
}
