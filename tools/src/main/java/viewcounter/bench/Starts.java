package viewcounter.bench;

import static viewcounter.site.ProcessSite.appOf;
import static viewcounter.site.ProcessSite.newFolder;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import javax.servlet.DispatcherType;
import org.eclipse.jetty.ee8.servlet.FilterHolder;
import org.eclipse.jetty.ee8.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import spark.Spark;
import spark.servlet.SparkApplication;
import spark.servlet.SparkFilter;
import viewcounter.testing.RawHttp;
import viewcounter.testing.StepProcess;
import viewcounter.testing.TestServer;

/** From the command to the first response. */
final class Starts {

  private static final int ROUNDS = 7;

  /** A program, and how long each of its starts took. */
  private record Program(String name, Class<?> main, Path data,
      List<Double> millis) {

    Program(String name, Class<?> main, Path data) {
      this(name, main, data, new ArrayList<>());
    }

    void start() {
      millis.add(Starts.millis(main, data));
    }

    Spread over(Program other) {
      return Spread.over(ROUNDS, i -> millis.get(i) / other.millis.get(i));
    }
  }

  private Starts() {}

  /** Starts all in turns; steps 2 to 5 have data. */
  static void measure(Report report) throws IOException {
    List<Program> all = new ArrayList<>();
    all.add(new Program("Spark's Hello World", HelloWorld.class,
        newFolder()));
    for (int step = 1; step <= 5; step++) {
      all.add(new Program("step " + step, appOf(step), withData(step)));
    }
    all.forEach(program -> millis(program.main(), program.data()));
    for (int round = 0; round < ROUNDS; round++) {
      all.forEach(Program::start);
    }
    report.table("From the command to the first response", "", "ms");
    for (Program program : all) {
      report.row(program.name(), Spread.of(program.millis()));
      TestServer.delete(program.data());
    }
    for (int step = 1; step <= 5; step++) {
      report.compare("time to the first response: step " + step + " over a"
          + " Hello World", all.get(step).over(all.get(0)));
    }
  }

  /** A folder in which it has counted a view, and was stopped. */
  private static Path withData(int step) {
    Path data = newFolder();
    StepProcess program = StepProcess.start(appOf(step), data);
    RawHttp.get(program.port(), step == 3 ? "/create/jane" : "/");
    program.stop();
    return data;
  }

  /** Starts a program, asks it once, and stops it as Ctrl-C does. */
  static double millis(Class<?> main, Path data) {
    long before = System.nanoTime();
    StepProcess program = StepProcess.start(main, data, List.of());
    RawHttp.get(program.port(), "/");
    long after = System.nanoTime();
    program.stop();
    return (after - before) / 1_000_000.0;
  }

  /** What Spark on Jetty can do at best: nothing but a greeting. */
  public static final class HelloWorld implements SparkApplication {
    public static void main(String... args) throws Exception {
      Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
      ServletContextHandler context = new ServletContextHandler();
      FilterHolder filter = new FilterHolder(SparkFilter.class);
      filter.setInitParameter("applicationClass", HelloWorld.class.getName());
      context.addFilter(filter, "/*", EnumSet.of(DispatcherType.REQUEST));
      server.setHandler(context.get());
      server.start();
      System.out.println("It runs at http://localhost:"
          + server.getURI().getPort());
    }

    @Override
    public void init() {
      Spark.get("/", (request, response) -> "Hello World");
    }
  }
}
