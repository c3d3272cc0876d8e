package viewcounter.course;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import viewcounter.site.ProcessSite;
import viewcounter.step5.App;
import viewcounter.testing.CourseFolder;
import viewcounter.testing.StepProcess;
import viewcounter.testing.TestDatabase;
import viewcounter.testing.TestServer;

/**
 * Three instances of step 5 that share a database, with nginx in front of them
 * where it is installed, until somebody presses Ctrl-C.
 */
final class Cluster {

  private static final int INSTANCES = 3;

  private final PrintStream out;
  private final Path data = ProcessSite.newFolder();
  private final List<StepProcess> instances = new ArrayList<>();
  private Process nginx;

  Cluster(PrintStream out) {
    this.out = out;
  }

  int run() throws Exception {
    Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "stopping"));
    String url = TestDatabase.create().url();
    out.println("PostgreSQL runs. These instances of step 5 share it:");
    for (int i = 0; i < INSTANCES; i++) {
      start(Map.of("PORT", "0", "DATA_DIR", data.toString(),
          "DATABASE_URL", url));
    }
    startNginx();
    out.println("Sign up, count, and kill an instance by its number, such as:"
        + " kill -9 " + instances.get(0).id());
    out.println("To see what they share: DATABASE_URL='" + url
        + "' ./course peek 5 --watch");
    out.println("Go on counting with the others. Press Ctrl-C to stop all.");
    Thread.currentThread().join(); // until somebody ends it
    return 0;
  }

  private void start(Map<String, String> environment) {
    StepProcess instance = StepProcess.start(App.class, environment);
    instances.add(instance);
    out.println("  http://localhost:" + instance.port() + " (process "
        + instance.id() + ")");
    ProcessHandle.of(instance.id()).orElseThrow().onExit().thenRun(() ->
        out.println("Process " + instance.id() + " has ended."));
  }

  private void startNginx() throws InterruptedException {
    ProcessBuilder script = new ProcessBuilder("bash",
        CourseFolder.ROOT.resolve("step5-forms-secure")
            .resolve("nginx").resolve("run-locally").toString());
    script.environment().put("DATA_DIR", data.toString());
    script.environment().put("PORT", String.join(" ", instances.stream()
        .map(each -> String.valueOf(each.port())).toList()));
    try {
      nginx = script.inheritIO().start();
      Thread.sleep(1000); // so that what it says comes first
    } catch (IOException e) {
      out.println("There is no bash, so nginx is not started.");
    }
  }

  private void stop() {
    if (nginx != null) {
      nginx.destroy();
    }
    instances.forEach(each ->
        ProcessHandle.of(each.id()).ifPresent(ProcessHandle::destroy));
    instances.forEach(StepProcess::exitCode);
    try {
      TestServer.delete(data);
    } catch (IOException e) {
      out.println("Left behind: " + data);
    }
  }
}
