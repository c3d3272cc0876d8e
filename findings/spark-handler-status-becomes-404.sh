#!/usr/bin/env bash
# Spark: an exception handler that sets only a status answers 404.
#
# Version: com.sparkjava:spark-core 2.9.4, the last one, from Maven Central.
# Expected: the status that the handler sets; and in an "after" filter, the
# status that the client gets.
# Seen: without a body, the handler's 503 arrives as 404. An "after" filter that
# notes statuses sees 200 where the client gets 404 ("afterAfter" sees 404).
set -euo pipefail

for tool in mvn java; do
  command -v $tool >/dev/null || { echo "There is no $tool."; exit 75; }
done
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cat > "$folder/pom.xml" <<'END'
<project>
  <modelVersion>4.0.0</modelVersion>
  <groupId>finding</groupId>
  <artifactId>finding</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>com.sparkjava</groupId>
      <artifactId>spark-core</artifactId>
      <version>2.9.4</version>
    </dependency>
  </dependencies>
</project>
END
mvn -q -B -f "$folder/pom.xml" dependency:copy-dependencies || exit 75

cat > "$folder/Finding.java" <<'END'
import java.net.URI;
import java.net.http.*;
import spark.*;

class Finding {
  static int noted;

  static String get(int port, String path) throws Exception {
    int status = HttpClient.newHttpClient().send(HttpRequest.newBuilder(
        URI.create("http://127.0.0.1:" + port + path)).build(),
        HttpResponse.BodyHandlers.discarding()).statusCode();
    return "the client gets " + status + ", the filter notes " + noted;
  }
  public static void main(String... args) throws Exception {
    Service http = Service.ignite().ipAddress("127.0.0.1").port(0);
    http.get("/busy", (q, a) -> { throw new IllegalStateException(); });
    http.get("/said", (q, a) -> { throw new IllegalArgumentException(); });
    http.exception(IllegalStateException.class, (e, q, a) -> a.status(503));
    http.exception(IllegalArgumentException.class, (e, q, a) -> {
      a.status(503);
      a.body("busy");
    });
    http.after((q, a) -> noted = a.status());
    http.awaitInitialization();
    System.out.println("503 without a body: " + get(http.port(), "/busy"));
    System.out.println("503 with a body: " + get(http.port(), "/said"));
    System.out.println("no such route: " + get(http.port(), "/nothing"));
    System.exit(0);
  }
}
END
echo "spark-core 2.9.4, expected: the client and the filter see the same"
java -cp "$folder/target/dependency/*" "$folder/Finding.java" \
  2>"$folder/log" | tee "$folder/seen"
grep -q "without a body: the client gets 404" "$folder/seen"
grep -q "no such route: the client gets 404, the filter notes 200" \
  "$folder/seen"
