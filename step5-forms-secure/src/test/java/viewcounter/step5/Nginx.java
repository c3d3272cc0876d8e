package viewcounter.step5;

import static java.util.stream.Collectors.joining;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import viewcounter.testing.CourseFolder;
import viewcounter.testing.RawHttp;
import viewcounter.testing.Skip;

/** The nginx of the texts, in front of a running step 5. */
public final class Nginx implements AutoCloseable {

  public static final Path FILES = CourseFolder.ROOT
      .resolve("step5-forms-secure").resolve("nginx");

  private final Process process;
  private final int httpPort;
  private final int httpsPort;

  private Nginx(Process process, int httpPort, int httpsPort) {
    this.process = process;
    this.httpPort = httpPort;
    this.httpsPort = httpsPort;
  }

  /** Starts it as a person would; skips the test if it is missing. */
  public static Nginx start(int appPort, Path data) throws IOException {
    return start("" + appPort, data, FILES);
  }

  /** The same, in front of several instances. */
  public static Nginx start(List<Integer> appPorts, Path data)
      throws IOException {
    return start(listed(appPorts), data, FILES);
  }

  /** The same, with lines before those of its configuration. */
  public static Nginx startWith(String lines, int appPort, Path data)
      throws IOException {
    return startWith(lines, List.of(appPort), data);
  }

  /** The same, in front of several instances. */
  public static Nginx startWith(String lines, List<Integer> appPorts, Path data)
      throws IOException {
    Path copy = Files.createDirectories(data.resolve("changed-nginx"));
    Path configuration = FILES.resolve("viewcounter.conf");
    Files.copy(FILES.resolve("run-locally"), copy.resolve("run-locally"));
    Files.writeString(copy.resolve("viewcounter.conf"),
        lines + Files.readString(configuration));
    return start(listed(appPorts), data, copy);
  }

  private static String listed(List<Integer> ports) {
    return ports.stream().map(String::valueOf).collect(joining(" "));
  }

  private static Nginx start(String appPorts, Path data, Path folder)
      throws IOException {
    for (String tool : List.of("bash", "nginx", "openssl")) {
      Skip.unless(isThere(tool), "There is no " + tool + " on the PATH or in"
          + " /usr/sbin: HTTPS is not tested");
    }
    int httpPort = freePort();
    int httpsPort = freePort();
    ProcessBuilder builder = new ProcessBuilder("bash",
        folder.resolve("run-locally").toString());
    builder.environment().putAll(Map.of("PORT", appPorts,
        "DATA_DIR", data.toString(), "HTTP_PORT", "" + httpPort,
        "HTTPS_PORT", "" + httpsPort));
    builder.redirectErrorStream(true);
    Nginx nginx = new Nginx(builder.start(), httpPort, httpsPort);
    nginx.awaitAnswer();
    return nginx;
  }

  public String httpSite() {
    return "http://localhost:" + httpPort;
  }

  public String httpsSite() {
    return "https://localhost:" + httpsPort;
  }

  public int httpPort() {
    return httpPort;
  }

  public int httpsPort() {
    return httpsPort;
  }

  /** Ends it, and returns all that it has printed. */
  public String output() throws IOException {
    process.toHandle().destroy(); // its output can still be read
    try (BufferedReader output = process.inputReader(UTF_8)) {
      return String.join("\n", output.lines().toList());
    }
  }

  /** Ends it, and its workers with it. */
  @Override
  public void close() {
    try {
      process.destroy();
      if (!process.waitFor(30, SECONDS)) {
        throw new IllegalStateException("nginx does not end");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private void awaitAnswer() throws IOException {
    long end = System.nanoTime() + SECONDS.toNanos(20);
    while (process.isAlive() && System.nanoTime() < end) {
      try {
        RawHttp.get(httpPort, "/");
        return;
      } catch (IllegalStateException e) {
        Thread.onSpinWait();
      }
    }
    process.destroy();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      throw new IllegalStateException("nginx does not answer: "
          + output.lines().toList());
    }
  }

  private static boolean isThere(String tool) {
    return Stream.of((System.getenv("PATH") + File.pathSeparator + "/usr/sbin")
        .split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, tool)));
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }
}
