package viewcounter.testing;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.stream.Collectors;

/** Many quick requests at once with the cookies of one browser. */
public final class ConcurrentViews {

  /** How many views {@link #views} adds. */
  public static final int VIEWS = 16 * 200;

  private ConcurrentViews() {}

  /** Looks at the first page from 16 threads, 200 times each. */
  public static void views(String site, Browser browser) throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(
        URI.create(site + "/"))
        .header("Cookie", browser.cookies().entrySet().stream()
            .map(Object::toString).collect(Collectors.joining("; ")))
        .build();
    Concurrently.run(16, () -> {
      for (int i = 0; i < 200; i++) {
        int status = http.send(request, BodyHandlers.discarding())
            .statusCode();
        if (status != 200) {
          throw new AssertionError("A view was answered with " + status);
        }
      }
      return null;
    });
  }
}
