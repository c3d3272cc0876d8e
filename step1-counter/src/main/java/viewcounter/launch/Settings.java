package viewcounter.launch;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;

/**
 * The settings of a step.
 *
 * @param host the IP address to listen on, or its host name
 * @param port the TCP port to listen on; 0 means any free one
 * @param data the folder that the step keeps its data in
 * @param trace whether each exchange is shown, on the terminal and on the
 *     live page
 * @param database the URL of a database that keeps the data instead of that
 *     folder; null if there is none
 * @param livePort the TCP port of the live page, which is on loopback; 0 means
 *     any free one
 */
public record Settings(String host, int port, Path data, boolean trace,
    String database, int livePort) {

  public static final int NO_LIVE_PAGE = -1;

  /** Only programs on this computer can connect here. */
  static final String LOOPBACK = "127.0.0.1";

  /** Settings without a live page. */
  public Settings(String host, int port, Path data, boolean trace,
      String database) {
    this(host, port, data, trace, database, NO_LIVE_PAGE);
  }

  /** Settings to listen on loopback only, with the data in a folder. */
  public Settings(int port, Path data, boolean trace) {
    this(LOOPBACK, port, data, trace, null);
  }

  /** The same, without a trace. */
  public Settings(int port, Path data) {
    this(port, data, false);
  }

  /**
   * Reads {@code HOST} (loopback if it is not set), {@code PORT} (3000),
   * {@code DATA_DIR} ({@code data/stepN} of the course), {@code TRACE} (on, or
   * off), {@code DATABASE_URL} (a folder if it is not set) and
   * {@code LIVE_PORT} (4000).
   *
   * @throws StartupException if one of them is invalid
   */
  public static Settings of(int step, Map<String, String> environment) {
    String data = environment.getOrDefault("DATA_DIR",
        courseFolder().resolve("data/step" + step).toString());
    String host = environment.getOrDefault("HOST", LOOPBACK);
    if (host.isBlank()) {
      throw new StartupException("HOST is empty: set it to an IP address of"
          + " this computer, or unset it.", null);
    }
    if (data.isBlank()) {
      throw new StartupException("DATA_DIR is empty: set it to a folder, or"
          + " unset it.", null);
    }
    try {
      return new Settings(host, port(environment, "PORT", "3000"),
          Path.of(data).toAbsolutePath(),
          trace(environment.getOrDefault("TRACE", "on")),
          environment.get("DATABASE_URL"),
          port(environment, "LIVE_PORT", "4000"));
    } catch (InvalidPathException e) {
      throw new StartupException("DATA_DIR is not a valid folder: " + data, e);
    }
  }

  /** The URL of a database, without what may be secret. */
  public static String withoutPassword(String url) {
    return url.replaceFirst("\\?.*", "").replaceFirst("//[^/]*@", "//");
  }

  /** Some IDEs start a step in its own folder. */
  private static Path courseFolder() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolveSibling("step1-counter"))
        ? here.getParent() : here;
  }

  private static boolean trace(String trace) {
    if (!trace.matches("on|off")) {
      throw new StartupException("TRACE has to be on or off, but it is \""
          + trace + "\".", null);
    }
    return trace.equals("on");
  }

  /**
   * The port that a variable names.
   *
   * @param usual the port where it is not set
   * @throws StartupException if it is not a port
   */
  public static int port(Map<String, String> environment, String name,
      String usual) {
    String port = environment.getOrDefault(name, usual);
    if (!port.matches("\\d{1,5}") || Integer.parseInt(port) > 65535) {
      throw new StartupException(name + " has to be a number from 0 to 65535,"
          + " but it is \"" + port + "\".", null);
    }
    return Integer.parseInt(port);
  }
}
