package viewcounter.testing;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Debian's PgBouncer: a pooler between programs and a PostgreSQL server. */
public final class PgBouncer implements AutoCloseable {

  private static final Path PROGRAM = Path.of("/usr/sbin/pgbouncer");

  private final Path folder;
  private final int port;
  private final Process process;

  private PgBouncer(PostgresServer server, String mode, int connections)
      throws IOException {
    folder = Files.createTempDirectory("pgbouncer");
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Path settings = Files.writeString(folder.resolve("pgbouncer.ini"), """
        [databases]
        postgres = host=127.0.0.1 port=%s user=postgres
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = any
        pool_mode = %s
        default_pool_size = %d
        """.formatted(server.address().replaceFirst(".*:", ""), port, mode,
        connections));
    List<String> command = new ArrayList<>();
    if (PostgresServer.ROOT) { // as whom PgBouncer does not run, either
      command.addAll(List.of("runuser", "-u", "postgres", "--"));
      PostgresServer.giveAway(folder);
    }
    command.addAll(List.of(PROGRAM.toString(), settings.toString()));
    process = new ProcessBuilder(command).redirectErrorStream(true)
        .redirectOutput(folder.resolve("log").toFile()).start();
  }

  /** Skips the test if PgBouncer or PostgreSQL is not installed. */
  public static void orSkip(String notTested) throws IOException {
    PostgresServer.orSkip(notTested);
    Skip.unless(Files.isExecutable(PROGRAM), "There is no PgBouncer: "
        + notTested);
  }

  /**
   * Starts one for a server.
   *
   * @param mode when another client gets a connection: after a
   *     {@code session} or a {@code transaction}
   * @param connections how many to the server all its clients share
   */
  public static PgBouncer start(PostgresServer server, String mode,
      int connections) throws IOException {
    PgBouncer started = new PgBouncer(server, mode, connections);
    await("PgBouncer").atMost(30, SECONDS).ignoreExceptions().until(() -> {
      new Socket("127.0.0.1", started.port).close();
      return true;
    });
    return started;
  }

  /** What DATABASE_URL has to be. */
  public String url() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres?user=postgres";
  }

  @Override
  public void close() throws IOException {
    process.descendants().forEach(ProcessHandle::destroy);
    process.onExit().orTimeout(30, SECONDS).join();
    TestServer.delete(folder);
  }
}
