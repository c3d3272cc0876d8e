package viewcounter.testing;

import java.util.List;
import java.util.Random;

/** Makes requests that are wrong in many ways, the same ones for a seed. */
public final class RequestFuzzer {

  private static final List<String> METHODS = List.of("GET", "GET", "GET",
      "CONNECT",
      "POST", "POST", "POST", "HEAD", "PUT", "OPTIONS", "get", "G\0T", "");
  private static final List<String> PATHS = List.of("/", "/", "/login",
      "/login", "/register", "/register", "/logout", "/create", "/jane",
      "/style.css", "/secret", "//", "/.", "/..", "/%2e%2e", "/%", "/%00",
      "/%ff", "/%c3%28", "/%F0%9F%8D%8B", "/\u00ff", "/a+b", ";jsessionid=x",
      "?", "?username=a", "?%", "?a=%ff", "#x", "/*", "/:user", "\\", " ",
      "http://localhost/", "/%u0041", "/${x}", "/a%2Fb", "/%5c", "/|");
  private static final List<String> HEADERS = List.of(
      "Host: localhost", "Host: localhost", "Host: ", "Host: a:b:c",
      "Host: [::1", "Content-Length: 5", "Content-Length: 0",
      "Content-Length: -1", "Content-Length: 99999999999999999999",
      "Content-Length: 5, 5", "Transfer-Encoding: chunked",
      "Transfer-Encoding: gzip", "Transfer-Encoding: chunked, chunked",
      "Content-Type: application/x-www-form-urlencoded",
      "Content-Type: application/x-www-form-urlencoded",
      "Content-Type: application/x-www-form-urlencoded; charset=utf-16",
      "Content-Type: application/x-www-form-urlencoded; charset=nope",
      "Content-Type: multipart/form-data", "Content-Type: ;;;",
      "Content-Type: multipart/form-data; boundary=x",
      "Content-Encoding: gzip", "Accept-Encoding: gzip", "Accept: ;q=x,*",
      "Accept: ;", "Accept: ,;",
      "Accept: text/html", "Accept: ", "Accept-Language: \u00ff",
      "Cookie: session_cookie=x", "Cookie: __Host-session=x",
      "Cookie: ;;;=;=", "Cookie: \"", "Cookie: a=\u0001",
      "Expect: 100-continue", "Expect: nonsense", "Connection: close",
      "Connection: Upgrade", "Upgrade: h2c", "Upgrade: websocket",
      "HTTP2-Settings: AAA", "Range: bytes=5-1", "If-Modified-Since: never",
      "If-None-Match: *", "Sec-Fetch-Site: cross-site", "Origin: null",
      "Origin: http://[", "X-HTTP-Method-Override: POST",
      "X-Forwarded-Proto: https", "X-Forwarded-Host: %", "Forwarded: for=\"",
      "X-Proxy-Secret: x", "X-Real-IP: \u00ff", "Authorization: Basic %",
      "Referer: http://\u00e4", ": x", "x", " folded", "A: " + "b".repeat(500),
      "Trailer: a", "TE: trailers", "Max-Forwards: 0", "Content-Range: x");
  private static final List<String> BODIES = List.of("", "hello", "0\r\n\r\n",
      "5\r\nhello\r\n0\r\n\r\n", "ffffffff\r\n", "-1\r\n", "username=jane",
      "username=jane&password=correct+horse&repeated=correct+horse",
      "username=%ff&password=%", "username=a&username=b", "&&&&==", "%00=%00",
      "username=%ED%A0%80&password=12345678&repeated=12345678",
      "username[]=a", "--x\r\n\r\n--x--", "{\"username\":{}}", "=",
      "username=" + "%F0%9F%8D%8B".repeat(30), "\u00ff\u00fe\0");

  private final Random random;

  public RequestFuzzer(long seed) {
    random = new Random(seed);
  }

  /** The next request, as characters up to 255. */
  public String next() {
    StringBuilder request = new StringBuilder(pick(METHODS)).append(' ');
    for (int i = random.nextInt(3); i >= 0; i--) {
      request.append(pick(PATHS));
    }
    request.append(random.nextInt(20) == 0 ? "" : " HTTP/1.")
        .append(random.nextInt(8) == 0 ? "0" : "1").append("\r\n");
    if (random.nextInt(4) > 0) {
      request.append("Host: localhost\r\n");
    }
    for (int i = random.nextInt(5); i > 0; i--) {
      request.append(pick(HEADERS)).append("\r\n");
    }
    String body = pick(BODIES);
    if (random.nextBoolean()) {
      request.append("Content-Length: ").append(body.length()).append("\r\n");
    }
    request.append("\r\n").append(body);
    for (int i = random.nextInt(4) - 2; i > 0; i--) {
      request.setCharAt(random.nextInt(request.length()),
          (char) random.nextInt(256));
    }
    return request.toString();
  }

  private String pick(List<String> texts) {
    return texts.get(random.nextInt(texts.size()));
  }
}
