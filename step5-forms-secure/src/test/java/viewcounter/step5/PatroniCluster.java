package viewcounter.step5;

import static java.net.http.HttpResponse.BodyHandlers.ofString;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import viewcounter.testing.CourseFolder;
import viewcounter.testing.PostgresServer;
import viewcounter.testing.Skip;
import viewcounter.testing.TestServer;

/**
 * Two PostgreSQL servers with Patroni, three of etcd, and HAProxy, by the files
 * in the folder patroni; this computer is all of their hosts.
 */
final class PatroniCluster implements AutoCloseable {

  private static final Path FILES = CourseFolder.ROOT
      .resolve("step5-forms-secure").resolve("patroni");
  private static final List<String> HOSTS = List.of("one", "two", "three");
  private static final List<String> SERVERS = HOSTS.subList(0, 2);

  private static final String HAPROXY = "127.0.0.1:5000";
  private static final Pattern ADDRESS =
      Pattern.compile("192\\.0\\.2\\.\\d:\\d+|127\\.0\\.0\\.1:5000");
  private static final Pattern CHECK =
      Pattern.compile("(192\\.0\\.2\\.\\d)(:5432 check port )8008");

  private final HttpClient http = HttpClient.newHttpClient();
  private final Path folder = Files.createTempDirectory("patroni");
  private final Map<String, Integer> ports = new HashMap<>();
  private final Map<String, Process> processes = new HashMap<>();

  private PatroniCluster() throws IOException {}

  /** Skips the test if a program is missing. */
  static void orSkip() throws IOException {
    PostgresServer.orSkip("Patroni is not tested");
    for (String name : List.of("etcd", "patroni", "haproxy")) {
      Skip.unless(program(name).isPresent(),
          "There is no " + name + ": Patroni is not tested");
    }
  }

  /** Starts all of it, with an empty database. */
  static PatroniCluster start() throws Exception {
    PatroniCluster cluster = new PatroniCluster();
    try {
      if (PostgresServer.ROOT) {
        new ProcessBuilder("chown", "postgres", cluster.folder.toString())
            .start().waitFor();
      }
      cluster.awaitHealth();
      cluster.createDatabase();
      return cluster;
    } catch (Exception e) {
      cluster.close();
      throw e;
    }
  }

  /** What DATABASE_URL has to be, by way of HAProxy. */
  String url() {
    return url(local(HAPROXY));
  }

  /** The same, with the addresses of both servers instead. */
  String urlOfBoth(String first) {
    return url(local(address(first) + ":5432") + "," + SERVERS.stream()
        .filter(name -> !name.equals(first))
        .map(name -> local(address(name) + ":5432")).findFirst().get());
  }

  private static String url(String servers) {
    return "jdbc:postgresql://" + servers
        + "/viewcounter?user=viewcounter&password=views";
  }

  /** Starts what does not run, and waits until a failover is possible. */
  void awaitHealth() throws IOException {
    startEtcd();
    for (String name : SERVERS) {
      startPatroni(name);
    }
    start("haproxy", Map.of(), "haproxy", "-db", "-f",
        file("haproxy.cfg", "one").toString());
    try {
      await("a leader and a synchronous standby").atMost(240, SECONDS)
          .until(() -> states().equals(
              Set.of("leader running", "sync_standby running")));
      await("HAProxy's connection to the leader").atMost(30, SECONDS)
          .ignoreExceptions().until(() -> {
            asAdmin("SELECT 1");
            return true;
          });
    } catch (RuntimeException e) {
      throw new IllegalStateException(logs(), e);
    }
  }

  /** The end of what each program said. */
  private String logs() throws IOException {
    StringBuilder ends = new StringBuilder();
    for (String name : processes.keySet()) {
      List<String> lines =
          Files.readAllLines(folder.resolve("logs").resolve(name));
      ends.append(name).append(":\n").append(String.join("\n",
          lines.subList(Math.max(0, lines.size() - 10), lines.size())))
          .append('\n');
    }
    return ends.toString();
  }

  void startEtcd() throws IOException {
    for (String name : HOSTS) {
      start("etcd-" + name, Files.readAllLines(file("etcd", name)).stream()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("=", 2))
          .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1])),
          "etcd");
    }
  }

  void killEtcd() {
    HOSTS.forEach(name -> kill("etcd-" + name));
  }

  void startPatroni(String name) throws IOException {
    start("patroni-" + name, Map.of(), "patroni",
        file("patroni.yml", name).toString());
  }

  void killPatroni(String name) {
    kill("patroni-" + name);
  }

  void killPostmaster(String name) throws IOException {
    kill(List.of(postmaster(name).orElseThrow()));
  }

  /** Kills all processes of a server at once. */
  void killMachine(String name) throws IOException {
    List<ProcessHandle> all = new ArrayList<>();
    Optional.ofNullable(processes.get("patroni-" + name))
        .ifPresent(patroni -> all.add(patroni.toHandle()));
    postmaster(name).ifPresent(server -> {
      all.add(server);
      server.descendants().forEach(all::add);
    });
    kill(all);
  }

  /** Has the leader hand over to the other server, as before an upgrade. */
  void switchOver() throws IOException, InterruptedException {
    String leader = leader();
    String said = http.send(request(leader, "/switchover", 60)
        .POST(BodyPublishers.ofString("{\"leader\":\"" + leader + "\"}"))
        .build(), ofString()).body();
    if (!said.startsWith("Successfully switched over")) {
      throw new IllegalStateException(said);
    }
  }

  /** The name of the server that Patroni calls the leader, or "nobody". */
  String leader() {
    return members().stream()
        .filter(member -> text(member, "role").equals("leader"))
        .map(member -> text(member, "name")).findFirst().orElse("nobody");
  }

  private Set<String> states() {
    return members().stream().map(member -> text(member, "role") + " "
        + text(member, "state").replace("streaming", "running"))
        .collect(Collectors.toSet());
  }

  /** What the first Patroni that answers knows of both. */
  private List<JsonElement> members() {
    for (String name : SERVERS) {
      try {
        String said = http.send(request(name, "/cluster", 5).build(),
            ofString()).body();
        return JsonParser.parseString(said).getAsJsonObject()
            .getAsJsonArray("members").asList();
      } catch (IOException | RuntimeException e) {
        // killed, or without etcd
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return List.of();
  }

  private HttpRequest.Builder request(String name, String path, int seconds) {
    return HttpRequest.newBuilder(
        URI.create("http://" + local(address(name) + ":8008") + path))
        .timeout(Duration.ofSeconds(seconds));
  }

  private static String text(JsonElement member, String name) {
    JsonElement value = member.getAsJsonObject().get(name);
    return value == null ? "" : value.getAsString();
  }

  private void createDatabase() throws SQLException {
    asAdmin("CREATE USER viewcounter PASSWORD 'views'");
    asAdmin("CREATE DATABASE viewcounter OWNER viewcounter");
  }

  private void asAdmin(String sql) throws SQLException {
    try (Connection admin = DriverManager.getConnection("jdbc:postgresql://"
        + local(HAPROXY) + "/postgres?user=postgres"
        + "&password=SUPERUSER_PASSWORD&connectTimeout=2&socketTimeout=20")) {
      admin.createStatement().execute(sql);
    }
  }

  /** Its pid file may be older than the process of that number. */
  private Optional<ProcessHandle> postmaster(String name) throws IOException {
    Path data = folder.resolve(name + "-viewcounter");
    Path pid = data.resolve("postmaster.pid");
    return !Files.exists(pid) ? Optional.empty() : ProcessHandle
        .of(Long.parseLong(Files.readAllLines(pid).get(0)))
        .filter(process -> process.info().commandLine().orElse("")
            .contains(data.toString()));
  }

  private void start(String name, Map<String, String> environment,
      String program, String... arguments) throws IOException {
    if (processes.containsKey(name) && processes.get(name).isAlive()) {
      return;
    }
    List<String> command = new ArrayList<>();
    if (PostgresServer.ROOT) {
      command.addAll(List.of("setpriv", "--reuid=postgres", "--regid=postgres",
          "--init-groups"));
    }
    command.add(program(program).orElseThrow().toString());
    command.addAll(List.of(arguments));
    Path log = Files.createDirectories(folder.resolve("logs")).resolve(name);
    ProcessBuilder builder = new ProcessBuilder(command)
        .directory(folder.toFile()).redirectErrorStream(true)
        .redirectInput(Path.of("/dev/null").toFile()) // as by systemd
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
    builder.environment().put("HOME", folder.toString());
    processes.put(name, builder.start());
  }

  private void kill(String name) {
    kill(List.of(processes.get(name).toHandle()));
  }

  private static void kill(List<ProcessHandle> all) {
    all.forEach(ProcessHandle::destroyForcibly);
    all.forEach(each -> each.onExit().orTimeout(30, SECONDS).join());
  }

  @Override
  public void close() throws IOException {
    processes.keySet().forEach(this::kill);
    for (String name : SERVERS) {
      killMachine(name);
    }
    TestServer.delete(folder);
  }

  private static Optional<Path> program(String name) {
    return Stream.of("/usr/bin", "/usr/sbin", "/usr/local/bin")
        .map(path -> Path.of(path, name)).filter(Files::isExecutable)
        .findFirst();
  }

  /** A copy for this computer: its folders and ports, and no certificate. */
  private Path file(String name, String host) throws IOException {
    String text = Files.readString(FILES.resolve(name))
        .replace("OWN_NAME", host).replace("OWN_ADDRESS", address(host))
        .replace("192.0.2.0/24", "127.0.0.1/32")
        .replace("hostssl", "host").replace("ssl: on", "ssl: off")
        .replace("/usr/lib/postgresql/15/bin",
            PostgresServer.programs().toString())
        .replace("/var/run/postgresql", folder.toString())
        .replaceAll("/var/lib/\\S*/", folder + "/" + host + "-");
    text = CHECK.matcher(text).replaceAll(found -> found.group(1)
        + found.group(2) + port(found.group(1) + ":8008"));
    return Files.writeString(folder.resolve(host + "-" + name),
        ADDRESS.matcher(text).replaceAll(found -> local(found.group())));
  }

  private static String address(String host) {
    return "192.0.2." + (HOSTS.indexOf(host) + 1);
  }

  private String local(String address) {
    return "127.0.0.1:" + port(address);
  }

  private int port(String address) {
    return ports.computeIfAbsent(address, any -> {
      try (ServerSocket free = new ServerSocket(0)) {
        return free.getLocalPort();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    });
  }
}
