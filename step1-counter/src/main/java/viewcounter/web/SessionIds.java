package viewcounter.web;

import java.security.SecureRandom;
import java.util.HexFormat;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.session.DefaultSessionIdManager;

/** Makes ids that nobody can guess (OWASP: at least 128 random bits). */
final class SessionIds extends DefaultSessionIdManager {

  private static final int BYTES = 32;

  private final SecureRandom random = new SecureRandom();

  SessionIds(Server server) {
    super(server);
    setWorkerName(null); // or the name of this server would be part of each
  }

  @Override
  public String newSessionId(long seed) {
    byte[] id = new byte[BYTES];
    random.nextBytes(id);
    return HexFormat.of().formatHex(id);
  }
}
