package viewcounter.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import spark.Service;
import viewcounter.testing.RawHttp;
import viewcounter.testing.StepProcess;

/** From the command to the first answer. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class Starts {

  private static volatile Class<?> program;
  private static volatile Path folder;
  private StepProcess running;

  /** Says which, and on what data. */
  static void of(Class<?> app, Path data) {
    program = app;
    folder = data;
  }

  @Benchmark
  public int start() {
    running = StepProcess.start(program, folder, List.of());
    return RawHttp.status(RawHttp.get(running.port(), "/"));
  }

  /** Stops it as Ctrl-C does. */
  @TearDown(Level.Invocation)
  public void stop() {
    running.stop();
  }

  /** What Spark can do at best: nothing but a greeting. */
  public static final class HelloWorld {
    public static void main(String... args) throws IOException {
      Service http = Service.ignite();
      http.ipAddress("127.0.0.1").port(0);
      http.get("/", (request, response) -> "Hello World");
      http.awaitInitialization();
      System.out.println("http://localhost:" + http.port());
    }
  }
}
