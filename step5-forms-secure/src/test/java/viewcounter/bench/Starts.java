package viewcounter.bench;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.Callback;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
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

  /** What Jetty can do at best: nothing but a greeting. */
  public static final class HelloWorld {
    public static void main(String... args) throws Exception {
      Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
      server.setHandler(new Handler.Abstract() {
        @Override
        public boolean handle(Request request, Response response,
            Callback callback) {
          Content.Sink.write(response, true, "Hello World", callback);
          return true;
        }
      });
      server.start();
      System.out.println("http://localhost:" + server.getURI().getPort());
    }
  }
}
