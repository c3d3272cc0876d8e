package viewcounter.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;

/** The URL at which a browser on this computer finds a step. */
final class SiteUrl {

  private static final int MILLIS = 500;

  private final InetAddress address; // null: only the name is known
  private final String host;
  private final int port;

  /** @param host the IP address that the step listens on, or its host name */
  SiteUrl(String host, int port) {
    this.host = host.contains(":") && !host.startsWith("[")
        ? "[" + host + "]" : host;
    this.port = port;
    address = addressOf(host);
  }

  private static InetAddress addressOf(String host) {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /**
   * Browsers try localhost as ::1 first, where another program may be. At
   * 0.0.0.0, it is this one: Java listens on all addresses then, IPv6 included.
   */
  boolean localhostIsAnother() {
    return isOnLoopback() && answers("::1");
  }

  private boolean isOnLocalhost() {
    return isOnLoopback() || address != null && address.isAnyLocalAddress();
  }

  private boolean isOnLoopback() {
    return address != null
        && address.getHostAddress().equals(Settings.LOOPBACK);
  }

  private boolean answers(String other) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(other, port), MILLIS);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "http://" + (!isOnLocalhost() ? host
        : localhostIsAnother() ? Settings.LOOPBACK : "localhost") + ":" + port;
  }
}
