package viewcounter.testing;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.stream.Collectors;

/** Many quick requests at once with the cookies of one browser. */
public final class ConcurrentViews {

  /** How many views {@link #views} adds. */
  public static final int VIEWS = 16 * 200;

  private static final int PATIENCE_MILLIS = 30_000;

  private ConcurrentViews() {}

  /** Looks at the first page from 16 threads, 200 times each. */
  public static void views(String site, Browser browser) throws Exception {
    String cookies = browser.cookies().entrySet().stream()
        .map(Object::toString).collect(Collectors.joining("; "));
    Concurrently.run(16, () -> {
      for (int i = 0; i < 200; i++) {
        int status = view(site, cookies);
        if (status != 200) {
          throw new IllegalStateException("A view was answered with " + status);
        }
      }
      return null;
    });
  }

  /** Unlike HttpClient, this sends nothing more after an HTTP/1.0 response. */
  private static int view(String site, String cookies) throws IOException {
    HttpURLConnection connection =
        (HttpURLConnection) URI.create(site + "/").toURL().openConnection();
    connection.setInstanceFollowRedirects(false);
    connection.setConnectTimeout(PATIENCE_MILLIS);
    connection.setReadTimeout(PATIENCE_MILLIS);
    connection.setRequestProperty("Cookie", cookies);
    int status = connection.getResponseCode();
    if (status == 200) {
      connection.getInputStream().readAllBytes(); // or it is not reused
    }
    return status;
  }
}
