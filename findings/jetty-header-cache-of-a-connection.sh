#!/usr/bin/env bash
# Jetty 12.1.12 (Maven Central): each connection has a cache of header fields
# (HttpConfiguration.setHeaderCacheSize, 1024 by default).
# Expected: an idle connection that is kept open holds a few kilobytes of heap.
# Seen: if requests of different visitors share it, as behind a proxy, it holds
#   more than 50 KB; with the cache set to 0, less than a fifth of that.
# Exits with 0 if it is still so, with 1 if not, with 75 if it could not run.
set -euo pipefail

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
cd "$dir"
cat >pom.xml <<'END'
<project><modelVersion>4.0.0</modelVersion><groupId>f</groupId>
<artifactId>f</artifactId><version>1</version><dependencies>
<dependency><groupId>org.eclipse.jetty</groupId>
<artifactId>jetty-server</artifactId><version>12.1.12</version></dependency>
</dependencies></project>
END
mvn -q -B org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies \
  -DoutputDirectory=lib || exit 75
cat >Main.java <<'END'
import java.io.*;
import java.net.*;
import java.util.*;
import org.eclipse.jetty.server.*;
import org.eclipse.jetty.util.Callback;

public class Main {
  static long heap() throws Exception {
    for (int i = 0; i < 3; i++) { System.gc(); Thread.sleep(200); }
    return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
  }
  public static void main(String[] args) throws Exception {
    HttpConfiguration http = new HttpConfiguration();
    if (args.length > 0) http.setHeaderCacheSize(Integer.parseInt(args[0]));
    Server server = new Server();
    ServerConnector port = new ServerConnector(server, new HttpConnectionFactory(http));
    port.setHost("127.0.0.1"); port.setIdleTimeout(120_000); server.addConnector(port);
    server.setHandler(new Handler.Abstract() {
      public boolean handle(Request in, Response out, Callback done) {
        out.write(true, null, done); return true;
      }
    });
    server.start();
    List<Socket> open = new ArrayList<>();
    long before = 0;
    for (int c = 0; c < 550; c++) {
      if (c == 50) before = heap(); // the first ones warm it up
      Socket s = new Socket("127.0.0.1", port.getLocalPort()); open.add(s);
      for (int visitor = 0; visitor < 5; visitor++) {
        s.getOutputStream().write(("GET / HTTP/1.1\r\nHost: localhost\r\nUser-Agent: browser "
            + visitor + "\r\nCookie: id=" + c + "-" + visitor + "\r\n\r\n").getBytes());
        byte[] answer = new byte[4096];
        if (s.getInputStream().read(answer) < 12) System.exit(75);
      }
    }
    System.out.println((heap() - before) / 500);
    System.exit(0);
  }
}
END
java=("${JAVA_HOME:+$JAVA_HOME/bin/}java" -XX:+UseSerialGC -cp "lib/*" Main.java)
default=$("${java[@]}" 2>log) || exit 75
none=$("${java[@]}" 0 2>log) || exit 75
echo "Jetty 12.1.12, heap of an idle connection: $((default / 1024)) KB," \
  "without a header cache $((none > 0 ? none / 1024 : 0)) KB"
[ "$default" -gt 50000 ] && [ $((none * 5)) -lt "$default" ]
