package viewcounter.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A PostgreSQL server of this computer's installation: unlike a
 * {@link TestDatabase} it can be killed, and have a standby.
 */
public final class PostgresServer implements AutoCloseable {

  /** Whether the tests run as root, as whom PostgreSQL does not run. */
  public static final boolean ROOT =
      "root".equals(System.getProperty("user.name"));

  private final Path folder;
  private final Path data;
  private final int port;
  private boolean running;

  private PostgresServer() throws IOException {
    folder = Files.createTempDirectory("postgres");
    data = folder.resolve("data");
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    if (ROOT) {
      giveAway(folder);
    }
  }

  static void giveAway(Path folder) {
    check(new ProcessBuilder("chown", "-R", "postgres", folder.toString()));
  }

  /** Skips the test if there is no installation. */
  public static void orSkip(String notTested) throws IOException {
    Skip.unless(isInstalled(), "There is no PostgreSQL server: "
        + notTested);
  }

  /** Starts a new server, where all but "postgres" need a password. */
  public static PostgresServer start() throws IOException {
    PostgresServer server = new PostgresServer();
    server.run("initdb", "-U", "postgres");
    Files.writeString(server.data.resolve("pg_hba.conf"), """
        host all,replication postgres 127.0.0.1/32 trust
        host postgres,viewcounter all 127.0.0.1/32 scram-sha-256
        """);
    server.restart();
    return server;
  }

  /**
   * Starts a copy of this server. From then on a commit returns when the copy
   * has it on disk, too.
   */
  public PostgresServer newStandby() throws IOException {
    PostgresServer standby = new PostgresServer();
    standby.run("pg_basebackup", "-h", "127.0.0.1", "-p", "" + port, "-U",
        "postgres", "-X", "stream", "-R");
    standby.restart();
    Path settings = data.resolve("postgresql.auto.conf");
    Files.writeString(settings, Files.readString(settings)
        + "synchronous_standby_names = '*'\n");
    run("pg_ctl", "reload");
    return standby;
  }

  /** Starts it on its port, and waits until it accepts connections. */
  public void restart() {
    run("pg_ctl", "-w", "-l", folder.resolve("log").toString(), "-o",
        "-c port=" + port + " -c listen_addresses=127.0.0.1 -k " + folder
            + " -c max_connections=200",
        "start");
    running = true;
  }

  /** Makes a standby the primary. */
  public void promote() {
    run("pg_ctl", "-w", "promote");
  }

  /** Ends all its processes as a failing computer would. */
  public void kill() throws IOException {
    running = false;
    long pid = Long.parseLong(
        Files.readAllLines(data.resolve("postmaster.pid")).get(0));
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = new ArrayList<>(List.of(server));
    server.descendants().forEach(all::add);
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().orTimeout(30, TimeUnit.SECONDS).join());
  }

  /**
   * Has 64 clients repeat a script for some seconds, with PostgreSQL's own
   * program for that; returns the transactions per second.
   */
  public double bench(String script, int seconds) throws IOException {
    Path file = Files.writeString(folder.resolve("script"), script);
    String said = run("pgbench", false, "-n", "-M", "prepared", "-c", "64",
        "-j", "2", "-T", "" + seconds, "-h", "127.0.0.1", "-p", "" + port,
        "-U", "postgres", "-f", file.toString(), "postgres");
    Matcher rate = Pattern.compile("tps = ([\\d.]+)").matcher(said);
    if (!rate.find()) {
      throw new IllegalStateException(said);
    }
    return Double.parseDouble(rate.group(1));
  }

  /** Whether this computer has what a server needs. */
  public static boolean isInstalled() {
    return programs() != null;
  }

  /** What DATABASE_URL has to be. */
  public String url() {
    return "jdbc:postgresql://" + address() + "/postgres?user=postgres";
  }

  /** Does something in its database. */
  public void execute(String sql) {
    run("psql", false, "-h", "127.0.0.1", "-p", "" + port, "-U", "postgres",
        "-v", "ON_ERROR_STOP=1", "-c", sql, "postgres");
  }

  /** Where it is, for a URL. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void close() throws IOException {
    if (running) {
      run("pg_ctl", "-m", "immediate", "stop");
    }
    TestServer.delete(folder);
  }

  private void run(String program, String... arguments) {
    run(program, true, arguments);
  }

  private String run(String program, boolean onData, String... arguments) {
    List<String> command = new ArrayList<>();
    if (ROOT) {
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
    }
    command.add(programs().resolve(program).toString());
    if (onData) {
      command.addAll(List.of("-D", data.toString()));
    }
    command.addAll(List.of(arguments));
    return check(new ProcessBuilder(command).directory(folder.toFile()));
  }

  private static String check(ProcessBuilder command) {
    try {
      Path output = Files.createTempFile("postgres", ".out");
      Process process = command.redirectErrorStream(true)
          .redirectOutput(output.toFile()).start();
      boolean ended = process.waitFor(60, TimeUnit.SECONDS);
      String said = Files.readString(output, UTF_8);
      Files.delete(output);
      if (!ended || process.exitValue() != 0) {
        throw new IllegalStateException(command.command() + ": " + said);
      }
      return said;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The newest of Debian's installations, or null if there is none. */
  public static Path programs() {
    Path all = Path.of("/usr/lib/postgresql");
    if (!Files.isDirectory(all)) {
      return null;
    }
    try (Stream<Path> versions = Files.list(all)) {
      return versions.map(version -> version.resolve("bin"))
          .filter(bin -> Files.isExecutable(bin.resolve("postgres")))
          .max(Path::compareTo).orElse(null);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
