package viewcounter.step5;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static viewcounter.step5.Forms.register;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import viewcounter.testing.Browser;
import viewcounter.testing.CourseFolder;
import viewcounter.testing.Skip;

/** target/viewcounter.zip, as an operator uses it; ./mvnw verify runs this. */
class DeliveryIT {

  private static final Path ZIP =
      Path.of("target/viewcounter.zip").toAbsolutePath();
  private static final Pattern SITE =
      Pattern.compile("http://localhost:(\\d+)");

  @TempDir
  Path host;

  private Path home;

  @BeforeEach
  void unpack() throws Exception {
    Skip.evenOnCiUnless(Files.exists(Path.of("/bin/sh")),
        "There is no shell: viewcounter.zip is not tested");
    assertEquals("", run("unzip -q " + ZIP + " -d " + host));
    home = host.resolve("viewcounter");
  }

  @Test
  void it_has_what_an_operator_needs_and_no_tests() throws IOException {
    assertEquals(Set.of("README.md", "bin", "lib", "viewcounter.conf",
        "viewcounter.service"), namesIn(home));
    assertEquals(Set.of("viewcounter", "viewcounter.bat"),
        namesIn(home.resolve("bin")));
    Set<String> libraries = namesIn(home.resolve("lib"));
    assertTrue(libraries.contains("spark-core-2.9.4.jar"),
        libraries.toString());
    for (String library : libraries) {
      assertFalse(library.matches("(junit|opentest4j|rest-assured|awaitility"
          + "|htmlunit|selenium|archunit|jmh|step3).*|.*tests.*"), library);
    }
  }

  @Test
  void it_runs_with_a_Java_runtime_alone_and_keeps_its_data_beside_it()
      throws Exception {
    Browser browser;
    Process app = start();
    try (BufferedReader output = app.inputReader(UTF_8)) {
      browser = new Browser(site(output));
      assertTrue(app.info().commandLine().orElseThrow() // or it would hang
          .contains(" -XX:+ExitOnOutOfMemoryError "));
      assertEquals(303, register(browser, "jane").statusCode());
      assertTrue(browser.sees("/").contains("User \"jane\" has 1 view"));
      app.toHandle().destroy(); // as systemd does
      String rest = output.lines().collect(Collectors.joining("\n"));
      assertTrue(rest.matches("Press Ctrl-C .*\n[^\n]* signup user=\"jane\""
          + " address=127.0.0.1"), rest); // and no trace
      assertTrue(app.waitFor(30, SECONDS), "It does not end");
      assertEquals(143, app.exitValue());
    }
    assertTrue(Files.exists(home.resolve("data/proxy-secret")));
    Process again = start();
    try (BufferedReader output = again.inputReader(UTF_8)) {
      assertTrue(new Browser(site(output)).withCookiesOf(browser).sees("/")
          .contains("User \"jane\" has 2 views"));
    } finally {
      again.destroy();
      again.waitFor();
    }
  }

  private Process start() throws IOException {
    ProcessBuilder app =
        new ProcessBuilder(home.resolve("bin/viewcounter").toString());
    app.environment().clear();
    app.environment().put("PATH", "/usr/bin:/bin");
    app.environment().put("JAVA_HOME", System.getProperty("java.home"));
    app.environment().put("PORT", "0");
    return app.redirectErrorStream(true).start();
  }

  private static String site(BufferedReader output) throws IOException {
    String line = output.readLine();
    Matcher site = SITE.matcher(line);
    assertTrue(site.find(), line);
    return site.group();
  }

  @Test
  void the_commands_of_the_text_set_it_up_restore_it_and_upgrade_it()
      throws Exception {
    Path data = host.resolve("var/lib/private/viewcounter");
    for (Path folder : List.of(data, host.resolve("opt"),
        host.resolve("etc/systemd/system"), host.resolve("etc/nginx/conf.d"),
        host.resolve("root"))) {
      Files.createDirectories(folder);
    }
    Files.createSymbolicLink(host.resolve("var/lib/viewcounter"), data);
    Files.writeString(data.resolve("proxy-secret"), "s3cret"); // no line end
    Files.copy(ZIP, host.resolve("viewcounter.zip"));
    run(commands("commands"));
    assertEquals(Files.readString(home.resolve("viewcounter.service")),
        Files.readString(
            host.resolve("etc/systemd/system/viewcounter.service")));
    assertEquals("proxy_set_header X-Proxy-Secret s3cret;",
        Files.readString(host.resolve("etc/nginx/viewcounter-secret.conf")));
    assertEquals(Files.readString(home.resolve("viewcounter.conf"))
        .replace("viewcounter.example.com", "jane.example.com").replace(
            "/etc/ssl/viewcounter/", "/etc/letsencrypt/live/jane.example.com/"),
        Files.readString(host.resolve("etc/nginx/conf.d/viewcounter.conf")));

    run(commands("backup"));
    Files.writeString(data.resolve("proxy-secret"), "damaged");
    run(commands("restore"));
    assertEquals("s3cret", Files.readString(data.resolve("proxy-secret")));

    Files.writeString(host.resolve("opt/viewcounter/old"), "old");
    run(commands("upgrade"));
    assertTrue(Files.exists(host.resolve("opt/old/old")));
    assertFalse(Files.exists(host.resolve("opt/viewcounter/old")));
    assertTrue(Files.exists(host.resolve("opt/viewcounter/bin/viewcounter")));
  }

  /** Those of HOSTING.md, with this folder in place of the host's root. */
  private String commands(String name) {
    String text = CourseFolder.textOf("step5-forms-secure/HOSTING.md");
    Matcher block = Pattern.compile("(?s)<!-- " + name
        + " -->\n```sh\n(.*?)```").matcher(text);
    assertTrue(block.find(), name);
    return "apt() { :; }; certbot() { :; }; nginx() { :; }\n"
        + "systemctl() { :; }\n"
        + block.group(1).replace("viewcounter.example.com\n",
            "jane.example.com\n").replaceAll("(?<=[ \"])/(?=opt|etc|var|root)",
            host + "/");
  }

  private String run(String commands) throws Exception {
    Process shell = new ProcessBuilder("sh", "-e", "-c", commands)
        .directory(host.toFile()).redirectErrorStream(true).start();
    String said = new String(shell.getInputStream().readAllBytes(), UTF_8);
    assertEquals(0, shell.waitFor(), commands + "\n" + said);
    return said;
  }

  private static Set<String> namesIn(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString())
          .collect(Collectors.toSet());
    }
  }
}
