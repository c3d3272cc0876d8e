package viewcounter.step5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static viewcounter.step5.Forms.register;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.testing.Browser;
import viewcounter.testing.CourseFolder;
import viewcounter.testing.PostgresServer;
import viewcounter.testing.StepProcess;

/** The commands of HOSTING.md for a database, on a server of the test. */
class HostingTest {

  @TempDir
  Path host;

  @Test
  void the_commands_set_up_a_database_for_instances_and_restore_it()
      throws Exception {
    PostgresServer.orSkip("the commands for a database are not tested");
    Path unit = host.resolve("etc/systemd/system/viewcounter.service.d");
    Path settings = host.resolve("etc/postgresql/15/main");
    Files.createDirectories(settings.resolve("conf.d"));
    Files.createDirectories(unit);
    try (PostgresServer server = PostgresServer.start()) {
      String said = run(server, commands("database"));
      String password = said.substring(said.lastIndexOf('\n') + 1);
      assertTrue(password.matches("[0-9a-f]{32}"), said);
      assertEquals("hostssl viewcounter viewcounter 192.0.2.0/24"
          + " scram-sha-256\n",
          Files.readString(settings.resolve("pg_hba.conf")));

      run(server, commands("instance").replace("=db.example.com",
          "=" + server.address()).replace("password=...",
              "password=" + password));
      assertEquals("[Service]\nEnvironmentFile=" + host
          + "/etc/viewcounter.env\n",
          Files.readString(unit.resolve("database.conf")));
      String line = Files.readString(host.resolve("etc/viewcounter.env"));
      Map<String, String> environment = Map.of("PORT", "0", "DATA_DIR",
          host.resolve("data").toString(), "DATABASE_URL",
          line.strip().replace("DATABASE_URL=", ""));

      Browser jane;
      try (StepProcess one = StepProcess.start(App.class, environment);
          StepProcess two = StepProcess.start(App.class, environment)) {
        assertFalse(one.output().contains(password), one.output());
        jane = new Browser(one.port());
        assertEquals(303, register(jane, "jane").statusCode());
        assertSees(1, jane, one);
        run(server, commands("dump"));
        assertSees(2, jane, two);
        Files.delete(host.resolve("data/proxy-secret"));
        Files.delete(host.resolve("data")); // which has nothing else
      }
      run(server, commands("undump"));
      try (StepProcess again = StepProcess.start(App.class, environment)) {
        assertSees(2, jane, again);
      }
    }
  }

  private static void assertSees(int views, Browser jane, StepProcess there) {
    assertEquals(views, Browser.viewsIn(
        new Browser(there.port()).withCookiesOf(jane).sees("/")));
  }

  /** With this folder in place of the host's root. */
  private String commands(String name) {
    Matcher block = Pattern.compile("(?s)<!-- " + name
        + " -->\n```sh\n(.*?)```").matcher(
            CourseFolder.textOf("step5-forms-secure/HOSTING.md"));
    assertTrue(block.find(), name);
    return block.group(1).replaceAll("(?<=[ =])/(?=etc/)", host + "/");
  }

  private String run(PostgresServer server, String commands)
      throws IOException, InterruptedException {
    String[] address = server.address().split(":");
    ProcessBuilder shell = new ProcessBuilder("sh", "-e", "-c", """
        apt() { :; }
        systemctl() { :; }
        su() { shift 2; sh -c "$*"; }
        """ + commands);
    shell.environment().putAll(Map.of("PGHOST", address[0], "PGPORT",
        address[1], "PGUSER", "postgres"));
    Process process = shell.directory(host.toFile()).start();
    String said = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, process.waitFor(), () -> commands + "\n" + said + "\n"
        + process.errorReader(UTF_8).lines().toList());
    return said.strip();
  }
}
