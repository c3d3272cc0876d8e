package viewcounter.bench;

import java.io.IOException;
import java.net.URL;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Group;
import org.openjdk.jmh.annotations.GroupThreads;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import viewcounter.passwords.BcryptHasher;
import viewcounter.passwords.PasswordHasher;

/** One person looks at pages while many log in again and again. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LoginBenchmark {

  static final int CLIENTS = 64;
  static final String FORM = "username=person%d&password=correct+horse"
      + "&repeated=correct+horse";

  private static final AtomicInteger NEXT = new AtomicInteger();
  private static volatile String site;
  private static volatile String cookie;
  private static volatile String secret;

  /** Sets the URL, the cookie of the reader, and the secret of the proxy. */
  static void at(String address, String visitor, String proxySecret) {
    site = address;
    cookie = visitor;
    secret = proxySecret;
    NEXT.set(0);
  }

  /** Somebody who looks at pages, and takes a moment to read. */
  @State(Scope.Thread)
  public static class Reader {
    private final URL home = Http.url(site + "/");

    @Setup(Level.Invocation)
    public void reads() throws InterruptedException {
      Thread.sleep(30);
    }
  }

  /** Somebody who logs in. */
  @State(Scope.Thread)
  public static class Person {
    private final URL login = Http.url(site + "/login");
    private final int number = NEXT.getAndIncrement() % CLIENTS;
  }

  @Benchmark
  public String calm(Reader reader) throws IOException {
    return Http.get(reader.home, cookie);
  }

  @Benchmark
  @Group("storm")
  @GroupThreads(1)
  public String look(Reader reader) throws IOException {
    return Http.get(reader.home, cookie);
  }

  @Benchmark
  @Group("storm")
  @GroupThreads(CLIENTS)
  public void logIn(Person person) throws IOException {
    int status = Http.post(person.login, FORM.formatted(person.number),
        "192.0.2." + person.number, secret);
    if (status != 303) {
      throw new IOException("A login was answered with " + status);
    }
  }

  /** The time of one hash, which bounds the rate of logins. */
  @Benchmark
  public String hash() {
    return HASHING.hash("correct horse");
  }

  private static final PasswordHasher HASHING =
      new BcryptHasher(BcryptHasher.COST);
}
