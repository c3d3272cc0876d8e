package viewcounter.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.regex.Pattern;

/** What has to hold for anything that a client sends, HTTP or not. */
public final class AnyRequest {

  private static final Pattern STATUS =
      Pattern.compile("(?m)^HTTP/1\\.1 (\\d+) ");
  private static final Pattern LEAK =
      Pattern.compile("(?m)^(Server:|X-Powered-By:|\tat |Caused by:|java)");

  private AnyRequest() {}

  /**
   * Sends some bytes. The server has to hang up, or to answer with its own
   * pages or with what is wrong with the request, and then to go on.
   */
  public static void isAnsweredWell(int port, byte[] request) {
    String sent = new String(request, ISO_8859_1);
    String response = RawHttp.send(port, sent);
    assertTrue(response.isEmpty() || response.startsWith("HTTP/1.1 "),
        response);
    assertTrue(STATUS.matcher(response).results().allMatch(found ->
        isOfTheRequest(Integer.parseInt(found.group(1)))), response);
    assertTrue(!LEAK.matcher(response).find(), response);
    String next = RawHttp.get(port, "/");
    assertTrue(next.matches("(?s)HTTP/1\\.1 [23]\\d\\d .*"), next);
  }

  /** 501 is for a coding, and 505 for a version, that it does not support. */
  private static boolean isOfTheRequest(int status) {
    return status >= 200 && status < 500 || status == 501 || status == 505;
  }
}
