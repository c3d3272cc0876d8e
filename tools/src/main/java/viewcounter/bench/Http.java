package viewcounter.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** The client of the JDK that costs the least, for connections that stay. */
final class Http {

  private Http() {}

  /** Looks at a page, which has to be there. */
  static String get(URL url, String cookie) throws IOException {
    HttpURLConnection request = (HttpURLConnection) url.openConnection();
    request.setInstanceFollowRedirects(false);
    request.setRequestProperty("Cookie", cookie);
    if (request.getResponseCode() != 200) {
      throw new IOException("It answers " + request.getResponseCode());
    }
    try (InputStream body = request.getInputStream()) {
      return new String(body.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Sends a form as the proxy does, with an IP address; the status code. */
  static int post(URL url, String form, String address, String secret)
      throws IOException {
    HttpURLConnection request = (HttpURLConnection) url.openConnection();
    request.setInstanceFollowRedirects(false);
    request.setDoOutput(true);
    request.setRequestProperty("X-Real-IP", address);
    request.setRequestProperty("X-Proxy-Secret", secret);
    try (OutputStream body = request.getOutputStream()) {
      body.write(form.getBytes(StandardCharsets.UTF_8));
    }
    int status = request.getResponseCode();
    try (InputStream body = status < 400 ? request.getInputStream()
        : request.getErrorStream()) {
      body.readAllBytes();
    }
    return status;
  }

  static URL url(String address) {
    try {
      return URI.create(address).toURL();
    } catch (IOException e) {
      throw new IllegalArgumentException(address, e);
    }
  }
}
