package viewcounter.step5;

import com.google.common.base.Strings;
import java.util.regex.Pattern;
import spark.Request;
import viewcounter.web.HttpException;

/**
 * Rejects requests that ask for another site. Anybody can give a name in the
 * DNS the IP address of this computer: to the browser, a page there would be of
 * the same origin as ours (DNS rebinding). With an IP address nobody can do so.
 * The port does not matter: it may be that of a tunnel.
 */
final class HostCheck {

  private static final Pattern PORT = Pattern.compile(":\\d+$");
  private static final Pattern IP_ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-fA-F:.]+]");

  private HostCheck() {}

  /**
   * @param own the host name that the server listens on, or its IP address
   * @param checked whether our proxy has checked the name
   * @throws HttpException (421) if it asks for another site
   */
  static void check(Request request, String own, boolean checked) {
    String host = PORT.matcher(Strings.nullToEmpty(request.headers("Host")))
        .replaceFirst("");
    if (!checked && !host.equalsIgnoreCase("localhost")
        && !host.equalsIgnoreCase(own)
        && !IP_ADDRESS.matcher(host).matches()) {
      throw new HttpException(421, "It asks for another site: " + host);
    }
  }
}
