package viewcounter.bench;

import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Looks at the first page, from each thread on its own connection. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class ViewBenchmark {

  /** How many views were answered. */
  static final LongAdder ANSWERED = new LongAdder();

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static volatile List<URL> homes;
  private static volatile List<String> cookies;

  /**
   * Sets the URLs and the cookies: one for each thread, or any of them. If
   * there are several sites, each thread asks one after the other.
   */
  static void of(List<String> sites, List<String> visitors) {
    homes = sites.stream().map(site -> Http.url(site + "/")).toList();
    cookies = visitors;
    NEXT.set(0);
    ANSWERED.reset();
  }

  /** A visitor at a connection. */
  @State(Scope.Thread)
  public static class Visitor {
    private String cookie;
    private int site;
    private long answered;

    @Setup(Level.Trial)
    public void comes() {
      answered = 0;
      site = NEXT.getAndIncrement();
      cookie = cookies.get(site % cookies.size());
    }

    @TearDown(Level.Trial)
    public void goes() {
      ANSWERED.add(answered);
    }
  }

  private static String view(Visitor visitor, String cookie)
      throws IOException {
    String page = Http.get(homes.get(visitor.site++ % homes.size()), cookie);
    visitor.answered++;
    return page;
  }

  /** Always the same visitor at a connection. */
  @Benchmark
  public String same(Visitor visitor) throws IOException {
    return view(visitor, visitor.cookie);
  }

  /** Any visitor at any connection. */
  @Benchmark
  public String any(Visitor visitor) throws IOException {
    return view(visitor, cookies.get(
        ThreadLocalRandom.current().nextInt(cookies.size())));
  }
}
