package viewcounter.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import viewcounter.testing.CourseFolder;

/** The view counter in {@code tools/peers/javalin}, in its own process. */
final class Peer implements AutoCloseable {

  static final String NAME = "Javalin 7.2.3 with Jetty's sessions";

  private static final Path FOLDER =
      CourseFolder.ROOT.resolve("tools/peers/javalin");

  private final Process process;
  private final String url;

  private Peer(Process process) throws IOException {
    this.process = process;
    String line = process.inputReader(UTF_8).readLine();
    if (line == null) {
      throw new IOException(NAME + " does not start");
    }
    url = line.substring(line.indexOf("http://"));
  }

  /** Has Maven build it, which downloads it the first time. */
  static void build() throws IOException, InterruptedException {
    Process maven = new ProcessBuilder(CourseFolder.maven("-q", "-f",
        FOLDER.toString(), "process-classes"))
        .directory(CourseFolder.ROOT.toFile()).inheritIO().start();
    if (maven.waitFor() != 0) {
      throw new IOException("Maven cannot build " + FOLDER);
    }
  }

  /** @param store a folder, or the URL of a database */
  static Peer start(String store) throws IOException {
    Path target = FOLDER.resolve("target");
    return new Peer(new ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-cp", target.resolve("classes") + File.pathSeparator
            + target.resolve("lib") + File.separator + "*",
        "peer.App", store)
        .redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  Series.Server server() {
    return new Series.Server(url, process.pid());
  }

  /** The cookie of a visitor who comes for the first time. */
  String newCookie() throws IOException {
    HttpURLConnection first =
        (HttpURLConnection) Http.url(url + "/").openConnection();
    String cookie = first.getHeaderField("Set-Cookie");
    first.getInputStream().close();
    return cookie.replaceFirst(";.*", "");
  }

  @Override
  public void close() {
    process.destroyForcibly().onExit().join();
  }
}
